import type { ProjectView } from '../../../shared/api/hub';
import { hub } from '../hub';
import { NameDialog } from './NameDialog';

export function RenameDialog({ project, onClose }: { project: ProjectView; onClose(): void }) {
  return (
    <NameDialog
      title="Rename project"
      verb="Rename"
      name={project.name}
      onName={(name) => hub.rename(project.id, name).then(onClose)}
      onClose={onClose}
    />
  );
}
