/* One random edit of a document, of every kind that Yjs knows. */
import * as Y from 'yjs';

const WORDS = ['a', 'bc', 'xyz\n', 'é', '😀', '👩‍👩‍👧', '  ', '\r\n', 'a longer run of words, '];
const KEYS = ['k0', 'k1', 'k2', 'ключ'];

function value(r) {
  return r.pick([
    () => r.below(1000) - 500,
    () => 2 ** 40 + r.below(9),
    () => r.below(100) / 8,
    () => 0.1 * r.below(10),
    () => -0,
    () => r.pick(WORDS),
    () => r.chance(0.5),
    () => null,
    () => undefined,
    () => [1, ['two', { three: 3 }]],
    () => ({ a: r.below(9), b: [null], ü: 'ü' }),
    () => new Uint8Array([1, 2, r.below(256)]),
    () => 12345678901234567890n % 2n ** 63n,
  ])();
}

/** Y.Array takes neither undefined nor a bigint, but an array that holds one. */
function arrayValue(r) {
  const any = value(r);
  return any === undefined || typeof any === 'bigint' ? [any] : any;
}

function attributes(r) {
  return r.pick([
    { bold: true },
    { bold: null },
    { italic: true },
    { color: r.pick(['red', 'blue']) },
    { color: null },
    { link: { href: 'x', n: r.below(3) } },
    { bold: true, italic: null },
  ]);
}

function editText(r, text) {
  const { length } = text;
  if (length === 0 || r.chance(0.65)) {
    text.insert(r.chance(0.5) ? length : r.below(length + 1), r.pick(WORDS));
  } else {
    const at = r.below(length);
    text.delete(at, 1 + r.below(Math.min(8, length - at)));
  }
}

/*
 * Yjs tears a surrogate pair apart where a formatted range begins or ends, even if it then inserts no
 * format there: the others never learn of it. So ranges are kept to whole pairs.
 */
function format(text, from, to, formats) {
  const units = text.toDelta().flatMap((op) => (typeof op.insert === 'string' ? op.insert.split('') : ['']));
  const inPair = (at) => /^[\uDC00-\uDFFF]$/.test(units[at]) && /^[\uD800-\uDBFF]$/.test(units[at - 1]);
  const start = inPair(from) ? from - 1 : from;
  const end = inPair(to) ? to + 1 : to;
  text.format(start, end - start, formats);
}

function editRichText(r, text) {
  const { length } = text;
  const dice = r.below(10);
  if (length > 0 && dice < 3) {
    const at = r.below(length);
    format(text, at, at + 1 + r.below(Math.min(6, length - at)), attributes(r));
  } else if (dice === 3) {
    text.insertEmbed(r.below(length + 1), { image: r.below(9) }, r.chance(0.5) ? attributes(r) : undefined);
  } else if (dice === 4) {
    text.insert(r.below(length + 1), r.pick(WORDS), attributes(r));
  } else {
    editText(r, text);
  }
}

function nested(r) {
  return r.pick([
    () => new Y.Text(r.pick(WORDS)),
    () => new Y.Map([['x', r.below(9)]]),
    () => Y.Array.from([r.below(9), 'y']),
  ])();
}

function editMap(r, map, depth) {
  const key = r.pick(KEYS);
  const dice = r.below(10);
  const inner = map.get(key);
  if (dice === 0) {
    map.delete(key);
  } else if (dice === 1) {
    map.set(key, new Y.Doc({ guid: `guid-${r.below(100)}`, autoLoad: r.chance(0.5) }));
  } else if (dice < 4) {
    map.set(key, nested(r));
  } else if (inner instanceof Y.AbstractType) {
    editAny(r, inner, depth + 1);
  } else {
    map.set(key, value(r));
  }
}

function editArray(r, array, depth) {
  const { length } = array;
  const dice = r.below(10);
  if (length > 0 && dice < 2) {
    const at = r.below(length);
    array.delete(at, 1 + r.below(Math.min(3, length - at)));
  } else if (dice < 4) {
    array.insert(r.below(length + 1), [nested(r)]);
  } else if (length > 0 && dice < 6) {
    const inner = array.get(r.below(length));
    if (inner instanceof Y.AbstractType) {
      editAny(r, inner, depth + 1);
    }
  } else {
    array.insert(r.below(length + 1), Array.from({ length: 1 + r.below(3) }, () => arrayValue(r)));
  }
}

function editAny(r, type, depth) {
  if (depth > 4) {
    return;
  }
  if (type instanceof Y.Text) editText(r, type);
  else if (type instanceof Y.Map) editMap(r, type, depth);
  else if (type instanceof Y.Array) editArray(r, type, depth);
}

function editXml(r, fragment) {
  const { length } = fragment;
  const dice = r.below(4);
  if (length > 0 && dice === 0) {
    fragment.delete(r.below(length), 1);
  } else if (length > 0 && dice === 1) {
    const node = fragment.get(r.below(length));
    if (node instanceof Y.XmlElement) node.setAttribute('id', `${r.below(9)}`);
  } else {
    const element = new Y.XmlElement(r.pick(['p', 'h1']));
    element.insert(0, [new Y.XmlText(r.pick(WORDS))]);
    fragment.insert(r.below(length + 1), [element]);
  }
}

export function edit(r, doc) {
  const one = () => {
    const dice = r.below(20);
    if (dice < 8) editText(r, doc.getText('text'));
    else if (dice < 12) editRichText(r, doc.getText('rich'));
    else if (dice < 15) editMap(r, doc.getMap('map'), 0);
    else if (dice < 19) editArray(r, doc.getArray('array'), 0);
    else editXml(r, doc.getXmlFragment('xml'));
  };
  if (r.chance(0.2)) {
    doc.transact(() => {
      one();
      one();
    });
  } else {
    one();
  }
}
