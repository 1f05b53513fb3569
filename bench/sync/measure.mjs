import { settled } from './atrium.mjs';
import { describe } from './counting-proxy.mjs';

/** So few requests are named one by one. */
const FEW = 12;

/** Keeps an action's seconds, or the numbers that it returns instead. */
export function timing(result) {
  return async (name, action) => {
    const began = performance.now();
    const own = await action();
    result[name] = typeof own === 'object' ? own : { seconds: (performance.now() - began) / 1000 };
  };
}

/** Keeps an action's requests, with those that it leads to afterwards. */
export function counting(proxy, result) {
  return async (name, action) => {
    await settled(proxy);
    await action();
    const requests = await settled(proxy);
    result[name] = { requests: describe(requests) };
    if (requests.length <= FEW) {
      requests.forEach(({ method, path }) => console.error(`  ${name}: ${method} ${path}`));
    }
  };
}
