/** xterm.js comes with the first terminal, so that it does not hold the file list up. */
export const loadScreen = () => import('./Screen').then(({ Screen }) => Screen);
