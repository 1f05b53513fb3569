import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Me, SigninWay } from '../../shared/api/hub';
import { describe, ProblemError } from '../../shared/api/problem';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { hub } from './hub';
import { Layout } from './Layout';
import { useLocation } from './location';
import { ProjectsPage } from './projects/ProjectsPage';
import { TrashPage } from './projects/TrashPage';
import { SignInPage } from './signin/SignInPage';
import { StartPage } from './start/StartPage';

type Visitor = { kind: 'asking' } | Stranger | { kind: 'failed'; why: string } | Known;
type Stranger = { kind: 'stranger'; way: SigninWay };
type Known = { kind: 'known'; me: Me };

/** Which home page stands at an address, for whom. */
export function Home() {
  const { pathname: path, searchParams: query } = useLocation();
  const [visitor, setVisitor] = useState<Visitor>({ kind: 'asking' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    recognise().then(setVisitor, (error) => setVisitor({ kind: 'failed', why: describe(error) }));
  }, [attempt]);

  switch (visitor.kind) {
    case 'asking':
      return <Layout>{null}</Layout>;
    case 'failed':
      return (
        <Layout>
          <EmptyState
            icon={<CircleAlert size={28} />}
            title="Atrium does not answer"
            detail={visitor.why}
          >
            <Button variant="primary" onClick={() => setAttempt((n) => n + 1)}>
              Try again
            </Button>
          </EmptyState>
        </Layout>
      );
    case 'stranger':
      return (
        <SignInPage
          way={visitor.way}
          refused={query.has('refused')}
          onSignedIn={() => leadBack(query)}
        />
      );
    case 'known':
      return <Page path={path} query={query} me={visitor.me} />;
  }
}

async function recognise(): Promise<Visitor> {
  try {
    return { kind: 'known', me: await hub.me() };
  } catch (error) {
    if (error instanceof ProblemError && error.is('not-signed-in')) {
      return { kind: 'stranger', way: await hub.signinWay() };
    }
    throw error;
  }
}

function Page({ path, query, me }: { path: string; query: URLSearchParams; me: Me }) {
  if (path.startsWith('/start/')) {
    return <StartPage project={path.slice('/start/'.length)} returnTo={query.get('return')} />;
  }
  return <Layout me={me}>{path === '/trash' ? <TrashPage /> : <ProjectsPage />}</Layout>;
}

/** After signing in: back to where the person was going, on this origin only. */
function leadBack(query: URLSearchParams) {
  const to = new URL(query.get('return') ?? '/', location.origin);
  location.assign(to.origin === location.origin ? to : '/');
}
