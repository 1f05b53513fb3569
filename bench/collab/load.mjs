// The clients, in a process of their own: main.mjs forks it for each scenario on each server, and gets back
// {result} or {problem}.
import { once } from 'node:events';
import * as scenarios from './scenarios.mjs';

const [{ scenario, target, size }] = await once(process, 'message');
let answer;
try {
  answer = { result: await scenarios[scenario](target, size) };
} catch (failure) {
  answer = { problem: failure.message };
}
process.send(answer, () => process.exit(0));
