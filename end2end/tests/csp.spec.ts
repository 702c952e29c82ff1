// The security policy: by hash, so that cached bytes can carry it, and in force on every page.
import { expect, test } from '@playwright/test';
import { pages } from '../support/pages';

/** Returns the directives of a policy by their names. */
function directives(policy: string): Map<string, string[]> {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name, ...values]) => [name, values]));
}

for (const { path, status } of pages) {
  test(`${path} names its scripts by their hashes`, async ({ request }) => {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status()).toBe(status);
    const policy = response.headers()['content-security-policy'];
    expect(policy).toBeTruthy();
    expect(policy).not.toContain('nonce');
    expect(policy).not.toContain("'unsafe-inline'");
    expect(policy).not.toContain("'unsafe-eval'");
    const scripts = directives(policy).get('script-src') ?? [];
    const hashes = scripts.filter((value) => /^'sha256-[A-Za-z0-9+/]{43}='$/.test(value));
    // A frame has no scripts at all, so it allows none.
    if (path.includes('/einbetten/')) expect(scripts).toEqual([]);
    else expect(hashes).not.toEqual([]);
    expect(await response.text()).not.toContain('nonce=');
  });
}
