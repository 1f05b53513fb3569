import { describe, expect, it } from 'vitest';
import { safeReturn } from './safeReturn';

const project = {
  url: 'http://abc.ide.localhost:8080/',
  appUrl: 'http://abc.app.localhost:8080/',
};

describe('safeReturn', () => {
  it.each(['http://abc.ide.localhost:8080/?file=a', 'http://abc.app.localhost:8080/x'])(
    'goes on to %s',
    (address) => expect(safeReturn(address, project)).toBe(address),
  );

  it.each([
    null,
    '',
    'nonsense',
    'javascript:alert(1)',
    'http://evil.example/',
    'http://abc.ide.localhost:8080@evil.example/',
    'http://xyz.ide.localhost:8080/',
  ])('goes to the IDE instead of %s', (address) =>
    expect(safeReturn(address, project)).toBe(project.url),
  );
});
