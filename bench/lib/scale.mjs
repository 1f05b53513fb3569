/** `--quick` shows that everything works, with little of everything; its numbers mean nothing and are not kept. */
export const QUICK = process.argv.includes('--quick');

/** How often everything is repeated. */
export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? (QUICK ? 1 : 3));
