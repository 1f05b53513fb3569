import type { ProjectView } from '../../../shared/api/hub';

/** Where to go on: the address that was asked for if it is this project's own, else its IDE. */
export function safeReturn(
  returnTo: string | null,
  project: Pick<ProjectView, 'url' | 'appUrl'>,
): string {
  if (returnTo && URL.canParse(returnTo)) {
    const { origin } = new URL(returnTo);
    if (origin === new URL(project.url).origin || origin === new URL(project.appUrl).origin) {
      return returnTo;
    }
  }
  return project.url;
}
