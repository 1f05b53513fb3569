import { CircleAlert, FolderPlus, Plus, Trash2, Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ProjectView, TemplateInfo } from '../../../shared/api/hub';
import { Button } from '../../../shared/ui/Button';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { hub } from '../hub';
import { ImportDialog } from './ImportDialog';
import { NewProjectDialog } from './NewProjectDialog';
import { ProjectCard } from './ProjectCard';
import './ProjectsPage.css';
import { useProjects, type Projects } from './useProjects';

/** The front page: every project with what it does now, and the two ways to a new one. */
export function ProjectsPage() {
  const live = useProjects();
  const templates = useTemplates();
  const [open, setOpen] = useState<'new' | 'import' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <div className="page-head">
        <h1>Projects</h1>
        <a className="page-head__link" href="/trash">
          <Trash2 size={14} aria-hidden /> Trash
        </a>
        <Button icon={<Upload size={14} />} onClick={() => setOpen('import')}>
          Import
        </Button>
        <Button variant="primary" icon={<Plus size={14} />} onClick={() => setOpen('new')}>
          New project
        </Button>
      </div>
      <List live={live} templates={templates ?? []} onNew={() => setOpen('new')} />
      {open === 'new' && <NewProjectDialog templates={templates} onClose={close} />}
      {open === 'import' && <ImportDialog onClose={close} />}
    </>
  );
}

function List(props: { live: Projects; templates: TemplateInfo[]; onNew(): void }) {
  const { projects, failure, retry } = props.live;
  if (failure && !projects) {
    return (
      <EmptyState
        icon={<CircleAlert size={28} />}
        title="Your projects could not be read"
        detail={failure}
      >
        <Button onClick={retry}>Try again</Button>
      </EmptyState>
    );
  }
  if (!projects) {
    return (
      <ul className="cards" aria-busy aria-label="Projects are being read">
        {[0, 1, 2].map((n) => (
          <li key={n} className="card card--ghost" />
        ))}
      </ul>
    );
  }
  const shown = projects.filter((project) => project.state !== 'TRASHED');
  if (shown.length === 0) {
    return (
      <EmptyState
        icon={<FolderPlus size={28} />}
        title="No project yet"
        detail="A project is a computer of its own: files, a terminal, an address."
      >
        <Button variant="primary" onClick={props.onNew}>
          Make the first one
        </Button>
      </EmptyState>
    );
  }
  const languageOf = (template: ProjectView['template']) =>
    props.templates.find(({ name }) => name === template)?.language ?? null;
  return (
    <ul className="cards">
      {shown.map((project) => (
        <ProjectCard key={project.id} project={project} language={languageOf(project.template)} />
      ))}
    </ul>
  );
}

/** Null until they are known; a failure shows where they are needed, in the dialog. */
function useTemplates(): TemplateInfo[] | null {
  const [templates, setTemplates] = useState<TemplateInfo[] | null>(null);
  useEffect(() => {
    hub.templates().then(setTemplates, () => setTemplates([]));
  }, []);
  return templates;
}
