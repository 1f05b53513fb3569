// What the clients are made of, from where the bench has installed it.
import { createRequire } from 'node:module';
import { workOf } from '../lib/places.mjs';

const require = createRequire(`${workOf('collab')}/`);

export const Y = require('yjs');
export const { WebSocket } = require('ws');
export const encoding = require('lib0/encoding');
export const decoding = require('lib0/decoding');
