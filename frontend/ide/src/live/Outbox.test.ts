import { expect, it } from 'vitest';
import { Outbox } from './Outbox';

it('counts edits until the message that carries them is acknowledged', () => {
  const outbox = new Outbox();
  outbox.sentEverything();
  outbox.edited(true);
  outbox.edited(true);
  expect(outbox.waiting).toBe(2);
  outbox.acknowledged(1);
  expect(outbox.waiting).toBe(2);
  outbox.acknowledged(2);
  expect(outbox.waiting).toBe(1);
  outbox.acknowledged(3);
  expect(outbox.waiting).toBe(0);
});

it('counts anew what a lost connection did not acknowledge', () => {
  const outbox = new Outbox();
  outbox.sentEverything();
  outbox.edited(true);
  outbox.edited(false);
  outbox.connected();
  outbox.acknowledged(5);
  expect(outbox.waiting).toBe(2);
  outbox.sentEverything();
  outbox.edited(true);
  outbox.acknowledged(1);
  expect(outbox.waiting).toBe(1);
});
