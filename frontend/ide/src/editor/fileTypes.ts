const IMAGE = /\.(apng|avif|bmp|gif|ico|jpe?g|png|webp)$/i;

/** Whether the file is shown as a picture; SVG is text that people edit. */
export function isImage(path: string): boolean {
  return IMAGE.test(path);
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(4, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}
