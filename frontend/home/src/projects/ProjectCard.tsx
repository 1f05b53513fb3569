import { Download, Ellipsis, Moon, Pencil, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ProjectView } from '../../../shared/api/hub';
import { describe } from '../../../shared/api/problem';
import { IconButton } from '../../../shared/ui/Button';
import { DropdownMenu, type MenuItems } from '../../../shared/ui/Menu';
import { toast, useToasts } from '../../../shared/ui/toasts';
import { hub } from '../hub';
import { LanguageMark } from './LanguageMark';
import { RenameDialog } from './RenameDialog';
import { StateMark } from './StateMark';
import { when } from './when';

export function ProjectCard({
  project,
  language,
}: {
  project: ProjectView;
  language: string | null;
}) {
  const [renaming, setRenaming] = useState(false);
  return (
    <li className="card">
      <LanguageMark language={language} />
      <a className="card__name" href={project.url} title={project.name}>
        {project.name}
      </a>
      <div className="card__menu">
        <DropdownMenu align="end" items={actions(project, () => setRenaming(true))}>
          <IconButton label={`More for ${project.name}`}>
            <Ellipsis size={16} />
          </IconButton>
        </DropdownMenu>
      </div>
      {project.problem && <p className="card__problem">{project.problem.detail}</p>}
      <div className="card__foot">
        <StateMark state={project.state} />
        <span>
          {project.openedAt
            ? `Opened ${when(project.openedAt)}`
            : `Made ${when(project.createdAt)}`}
        </span>
      </div>
      {renaming && <RenameDialog project={project} onClose={() => setRenaming(false)} />}
    </li>
  );
}

function actions(project: ProjectView, rename: () => void): MenuItems {
  const attempt = (what: string, work: Promise<unknown>) =>
    work.catch((error) => toast('error', `${what} failed`, describe(error)));
  const awake = project.state === 'RUNNING' || project.state === 'STARTING';
  return [
    awake
      ? {
          label: 'Put to sleep',
          icon: <Moon size={14} />,
          onSelect: () => void attempt('Putting to sleep', hub.suspend(project.id)),
        }
      : {
          label: 'Wake up',
          icon: <Play size={14} />,
          disabled: project.state !== 'SUSPENDED' && project.state !== 'FAILED',
          onSelect: () => void attempt('Waking up', hub.start(project.id)),
        },
    { label: 'Rename…', icon: <Pencil size={14} />, onSelect: rename },
    {
      label: 'Download as zip',
      icon: <Download size={14} />,
      onSelect: () => location.assign(hub.exportUrl(project.id)),
    },
    null,
    {
      label: 'Move to trash',
      icon: <Trash2 size={14} />,
      danger: true,
      onSelect: () => void attempt('Moving to the trash', moveToTrash(project)),
    },
  ];
}

async function moveToTrash(project: ProjectView) {
  await hub.trash(project.id);
  useToasts.getState().show({
    kind: 'success',
    title: `${project.name} is in the trash`,
    detail: 'It stays there for seven days.',
    action: { label: 'Undo', run: () => void hub.restore(project.id) },
  });
}
