/* What a document shows, in a form that Java can compare: types are told apart, XML is only named. */
import * as Y from 'yjs';

const ops = (delta) =>
  delta.map((op) => ({ insert: dump(op.insert), attributes: op.attributes ?? {} }));

export function dump(value) {
  if (value instanceof Y.Doc) return { doc: value.guid };
  if (value instanceof Y.XmlText || value instanceof Y.XmlFragment) return { xml: true };
  if (value instanceof Y.Text) return { text: ops(value.toDelta()) };
  if (value instanceof Y.Map) {
    return { map: Object.fromEntries([...value.entries()].map(([k, v]) => [k, dump(v)])) };
  }
  if (value instanceof Y.Array) return { array: value.toArray().map(dump) };
  return value;
}

export function dumpDoc(doc) {
  return {
    text: dump(doc.getText('text')),
    rich: dump(doc.getText('rich')),
    map: dump(doc.getMap('map')),
    array: dump(doc.getArray('array')),
  };
}
