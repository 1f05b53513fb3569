import { displayPath, nameOf } from '../../../shared/api/path';

/** The icons of material-icon-theme that are in use, as SVG sources. */
const SOURCES = import.meta.glob<string>(
  '../../../node_modules/material-icon-theme/icons/{audio,c,certificate,clojure,console,cpp,csharp,css,dart,database,docker,document,editorconfig,elixir,eslint,exe,folder,folder-open,font,git,go,gradle,graphql,h,html,image,jar,java,javascript,json,key,kotlin,less,license,lock,log,lua,makefile,markdown,maven,nodejs,npm,pdf,php,powershell,prettier,proto,python,r,react,react_ts,readme,ruby,rust,sass,scala,settings,svelte,svg,swift,table,terraform,toml,tsconfig,tune,typescript,typescript-def,video,vite,vue,xml,yaml,zip}.svg',
  { query: '?raw', import: 'default', eager: true },
);

const BY_NAME: Record<string, string> = {
  '.editorconfig': 'editorconfig',
  '.env': 'tune',
  '.gitattributes': 'git',
  '.gitignore': 'git',
  '.npmrc': 'npm',
  '.prettierrc': 'prettier',
  'atrium.json': 'settings',
  'build.gradle': 'gradle',
  dockerfile: 'docker',
  license: 'license',
  'license.md': 'license',
  'license.txt': 'license',
  makefile: 'makefile',
  'package-lock.json': 'npm',
  'package.json': 'nodejs',
  'pom.xml': 'maven',
  'readme.md': 'readme',
  'tsconfig.json': 'tsconfig',
};

/** Extensions that go by another name than their icon does. */
const BY_EXTENSION: Record<string, string> = {
  bash: 'console',
  cc: 'cpp',
  cfg: 'settings',
  cjs: 'javascript',
  clj: 'clojure',
  conf: 'settings',
  crt: 'certificate',
  cs: 'csharp',
  csv: 'table',
  cxx: 'cpp',
  'd.ts': 'typescript-def',
  ex: 'elixir',
  exs: 'elixir',
  gif: 'image',
  gz: 'zip',
  hpp: 'h',
  htm: 'html',
  ico: 'image',
  ini: 'settings',
  jpeg: 'image',
  jpg: 'image',
  js: 'javascript',
  jsx: 'react',
  kt: 'kotlin',
  md: 'markdown',
  mjs: 'javascript',
  mov: 'video',
  mp3: 'audio',
  mp4: 'video',
  pem: 'key',
  png: 'image',
  ps1: 'powershell',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  scss: 'sass',
  sh: 'console',
  sql: 'database',
  sqlite: 'database',
  tar: 'zip',
  tf: 'terraform',
  ts: 'typescript',
  tsx: 'react_ts',
  ttf: 'font',
  txt: 'document',
  wav: 'audio',
  webp: 'image',
  woff2: 'font',
  yml: 'yaml',
};

const ICONS = new Map(
  Object.entries(SOURCES).map(([file, svg]) => [
    file.slice(file.lastIndexOf('/') + 1, -'.svg'.length),
    svg,
  ]),
);

/** The source of the icon for a file of that name. */
export function fileIcon(path: string): string {
  const name = displayPath(nameOf(path)).toLowerCase();
  const candidates = [BY_NAME[name]];
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const extension = name.slice(dot + 1);
    candidates.push(BY_EXTENSION[extension], extension);
  }
  const known = candidates.find((candidate) => candidate && ICONS.has(candidate));
  return ICONS.get(known ?? (name.startsWith('vite.config') ? 'vite' : 'document'))!;
}

export function folderIcon(open: boolean): string {
  return ICONS.get(open ? 'folder-open' : 'folder')!;
}
