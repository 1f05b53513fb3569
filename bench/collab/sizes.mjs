import { join } from 'node:path';
import { QUICK } from '../lib/scale.mjs';
import { workOf } from '../lib/places.mjs';
import { EDITS } from './trace.mjs';

const SECONDS = QUICK ? 3 : 10;
const WARMUP_SECONDS = QUICK ? 1 : 5;

const typing = (folder, documents, clientsEach, rate) => ({
  folder, documents, clientsEach, rate, seconds: SECONDS, warmupSeconds: WARMUP_SECONDS,
});

export const ROOMS = QUICK ? typing('rooms', 30, 3, 60) : typing('rooms', 500, 3, 350);
export const CROWD = QUICK ? typing('crowd', 1, 20, 20) : typing('crowd', 1, 100, 100);
export const FLOOD = QUICK ? typing('flood', 5, 10, 500) : typing('flood', 30, 10, 4000);

const edits = QUICK ? 5_000 : EDITS;
export const TRACE = { edits, file: join(workOf('collab'), `trace-${edits}.bin`), name: 'trace.txt', seconds: 40 };

const LINE = 'A line of text like many others in a file of one megabyte.\n';
export const BIG = { name: 'big.txt', text: LINE.repeat(Math.ceil(1e6 / LINE.length)).slice(0, 1e6) };
export const DISK = { name: 'disk.txt', times: QUICK ? 3 : 10 };

/** What a server of files has from the start. */
export function files() {
  const empty = [ROOMS, CROWD, FLOOD].flatMap(({ folder, documents }) =>
    Array.from({ length: documents }, (_, n) => [`${folder}/${n}.txt`, '']),
  );
  return Object.fromEntries([...empty, [TRACE.name, ''], [DISK.name, ''], [BIG.name, BIG.text]]);
}
