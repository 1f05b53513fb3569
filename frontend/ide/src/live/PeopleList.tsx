import { displayPath, nameOf } from '../../../shared/api/path';
import { DropdownMenu } from '../../../shared/ui/Menu';
import { Tooltip } from '../../../shared/ui/Tooltip';
import { openAt } from '../editor/editorStore';
import { useSession } from '../session/sessionStore';
import { everybody, type Somebody } from './people';
import './PeopleList.css';
import { usePeople } from './peopleStore';
import { colorClassOf, initialsOf } from './personColors';

/** So many faces at most; the list has everybody. */
const FACES = 4;

/** Who else works on the open files; the list says where, and goes there. */
export function PeopleList() {
  const byPath = usePeople((people) => people.byPath);
  const me = useSession((session) => session.info?.person);
  const others = everybody(byPath);
  if (others.length === 0) {
    return null;
  }
  const names = others.map(({ name, person }) => (person === me ? `${name} (you)` : name));
  const label = `Here too: ${names.join(', ')}`;
  const items = others.map((somebody, index) => ({
    label: somebody.typing ? `${names[index]} is typing` : names[index]!,
    icon: <Face {...somebody} />,
    keys: `${displayPath(nameOf(somebody.at.path))}:${somebody.at.line}`,
    onSelect: () => openAt({ ...somebody.at, column: 1, length: 0 }),
  }));
  return (
    <DropdownMenu items={items} align="end">
      <button type="button" className="people" aria-label={label}>
        <Tooltip text={label}>
          <span className="people__faces">
            {others.slice(0, FACES).map((somebody) => (
              <Face key={`${somebody.person} ${somebody.at.path}`} {...somebody} />
            ))}
            {others.length > FACES && (
              <span className="people__more">+{others.length - FACES}</span>
            )}
          </span>
        </Tooltip>
      </button>
    </DropdownMenu>
  );
}

function Face({ person, name, typing }: Somebody) {
  const classes = ['face', colorClassOf(person)];
  if (typing) classes.push('face--typing');
  return (
    <span className={classes.join(' ')} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}
