import { displayPath, nameOf } from '../../../shared/api/path';
import { DropdownMenu } from '../../../shared/ui/Menu';
import { Tooltip } from '../../../shared/ui/Tooltip';
import { openAt, openFile } from '../editor/editorStore';
import { useSession } from '../session/sessionStore';
import { everybody, type Somebody } from './people';
import './PeopleList.css';
import { colorClassOf, usePeople } from './peopleStore';
import { initialsOf } from './personColors';

/** So many faces at most; the list has everybody. */
const FACES = 4;

/** Who else has the project open; the list says where, and goes there. */
export function PeopleList() {
  const { here, byPath } = usePeople();
  const me = useSession((session) => session.info?.person);
  const places = everybody(here, byPath);
  if (places.length === 0) {
    return null;
  }
  const faces = faceOfEach(places);
  const label = `Here too: ${faces.map((face) => nameFor(face, me)).join(', ')}`;
  const items = places.map((somebody) => ({
    label: somebody.typing ? `${nameFor(somebody, me)} is typing` : nameFor(somebody, me),
    icon: <Face {...somebody} />,
    keys: placeOf(somebody),
    disabled: somebody.path === null,
    onSelect: () => goTo(somebody),
  }));
  return (
    <DropdownMenu items={items} align="end">
      <button type="button" className="people" aria-label={label}>
        <Tooltip text={label}>
          <span className="people__faces">
            {faces.slice(0, FACES).map((somebody) => (
              <Face key={somebody.person} {...somebody} />
            ))}
            {faces.length > FACES && (
              <span className="people__more" data-text={`+${faces.length - FACES}`} />
            )}
          </span>
        </Tooltip>
      </button>
    </DropdownMenu>
  );
}

/** Initials are a picture: nobody would say them to find the button, so they are no text of it. */
function Face({ person, name, typing }: Somebody) {
  const classes = ['face', colorClassOf(person)];
  if (typing) classes.push('face--typing');
  return <span className={classes.join(' ')} data-text={initialsOf(name)} aria-hidden />;
}

/** Each person once, typing if they do anywhere. */
function faceOfEach(places: Somebody[]): Somebody[] {
  const faces = new Map<string, Somebody>();
  for (const place of places) {
    const typing = place.typing || faces.get(place.person)?.typing === true;
    faces.set(place.person, { ...place, typing });
  }
  return [...faces.values()];
}

function nameFor({ person, name, viewer }: Somebody, me: string | undefined): string {
  return person === me ? `${name} (you)` : viewer ? `${name} (viewer)` : name;
}

function placeOf({ path, line }: Somebody): string {
  if (path === null) {
    return 'no file';
  }
  const file = displayPath(nameOf(path));
  return line === null ? file : `${file}:${line}`;
}

function goTo({ path, line }: Somebody): void {
  if (path !== null && line !== null) {
    openAt({ path, line, column: 1, length: 0 });
  } else if (path !== null) {
    openFile(path);
  }
}
