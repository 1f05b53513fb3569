import { describe, expect, it } from 'vitest';
import { NAME_LIMIT, nameError, nameOfArchive } from './names';

describe('project names', () => {
  it('wants something other than blanks', () => {
    expect(nameError('   ')).not.toBeNull();
    expect(nameError('x')).toBeNull();
  });

  it('bounds the length as the hub does', () => {
    expect(nameError('x'.repeat(NAME_LIMIT))).toBeNull();
    expect(nameError('x'.repeat(NAME_LIMIT + 1))).not.toBeNull();
  });

  it('takes the name of an archive without its ending', () => {
    expect(nameOfArchive('my-app-main.ZIP')).toBe('my-app-main');
    expect(nameOfArchive('y'.repeat(80) + '.zip')).toHaveLength(NAME_LIMIT);
  });
});
