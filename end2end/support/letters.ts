import type { Page } from '@playwright/test';

/** A text that a reader sees. */
export interface Letters {
  text: string;
  /** The height in CSS pixels at which it is drawn, a picture's scale included. */
  size: number;
  /** Whether it is part of a picture. */
  drawn: boolean;
}

/** Returns every visible text of a page with its size. */
export async function letters(page: Page): Promise<Letters[]> {
  return page.evaluate(() => {
    const found: { text: string; size: number; drawn: boolean }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (!text || !parent || parent.closest('script, style, template, noscript, option, title, desc')) continue;
      if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const clip = parent.getBoundingClientRect();
      // Texts for screen readers alone are one pixel large.
      if (box.width === 0 || box.height === 0 || clip.width <= 1 || clip.height <= 1) continue;
      const picture = parent.closest('svg');
      const matrix = picture && (parent as unknown as SVGGraphicsElement).getScreenCTM?.();
      // Slanted letters are as high as upright ones.
      const scale = matrix ? Math.hypot(matrix.c, matrix.d) : 1;
      found.push({ text, size: parseFloat(getComputedStyle(parent).fontSize) * scale, drawn: picture !== null });
    }
    return found;
  });
}
