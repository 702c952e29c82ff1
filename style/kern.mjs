// Picks from KERN's stylesheet the parts we use. Nothing of KERN is kept in this tree.

import { transform } from 'lightningcss';

/** A rule stays when every KERN class in its selector is one of these. */
const PARTS = [
  /^kern-btn(--(primary|secondary|tertiary|block))?$/,
  /^kern-label(--large)?$/,
  /^kern-form-input(--error)?$/,
  /^kern-form-input__input(--error|--width-[24])?$/,
  /^kern-form-input__select(--error)?$/,
  /^kern-hint$/,
  /^kern-error$/,
];

/** The selection as readable CSS: rules of the parts above, and of the tokens only those that change with the theme. */
export function selectKern(css) {
  const rules = filter(css, { Rule: keepRule, Selector: (selector) => (keepSelector(selector) ? undefined : []) });
  const inlined = inlineFixedTokens(rules);
  return filter(inlined, { Declaration: keepToken(neededTokens(inlined)) });
}

function filter(css, visitor) {
  return transform({ filename: 'kern.css', code: Buffer.from(css), visitor }).code.toString();
}

// Rules are dropped whole; a rule of which only some selectors are ours loses the others in `Selector`.
function keepRule(rule) {
  if (rule.type === 'font-face' || rule.type === 'keyframes') return [];
  return rule.type === 'style' && !rule.value.selectors.some(keepSelector) ? [] : undefined;
}

/** Tokens live on :root and body; other rules must be about our parts and nothing else. */
function keepSelector(selector) {
  const text = JSON.stringify(selector);
  const classes = [...text.matchAll(/"type":"class","name":"([^"]+)"/g)].map(([, name]) => name);
  if (/"name":"data-kern-theme"/.test(text) || classes.includes('kern-light')) return isContextRule(selector);
  if (classes.length === 0) return selector.length === 1 && selector[0].kind === 'root';
  return classes.every((name) => PARTS.some((part) => part.test(name)));
}

/** `:is(body, .kern-light, …):not([class*=kern-level-])` hands the theme's tokens to the page. */
function isContextRule(selector) {
  return selector[0].type === 'pseudo-class' && selector[0].kind === 'is';
}

const DECLARATION = /(?<![\w-])([\w-]+)\s*:\s*([^;{}]+)[;}]/g;
const USE = /var\(\s*(--kern-[\w-]+)\s*(?:,[^()]*)?\)/g;

/** A token declared once is a fixed value or another name: its uses get the value, and lose the written fallback. */
function inlineFixedTokens(css) {
  const declared = new Map();
  for (const [, name, value] of css.matchAll(DECLARATION)) {
    if (name.startsWith('--kern-')) declared.set(name, [...(declared.get(name) ?? []), value.trim()]);
  }
  const inline = (text) =>
    text.replace(USE, (use, name) => {
      const values = declared.get(name) ?? [];
      return values.length === 1 ? inline(values[0]) : `var(${name})`;
    });
  return inline(css);
}

function neededTokens(css) {
  const declared = new Map();
  const needed = new Set();
  for (const [, name, value] of css.matchAll(DECLARATION)) {
    const uses = [...value.matchAll(USE)].map(([, token]) => token);
    if (!name.startsWith('--kern-')) uses.forEach((token) => needed.add(token));
    else declared.set(name, [...(declared.get(name) ?? []), ...uses]);
  }
  // A Set visits what is added while it is walked, so this follows the chain to its end.
  for (const token of needed) (declared.get(token) ?? []).forEach((next) => needed.add(next));
  return needed;
}

function keepToken(needed) {
  return {
    custom: (property) => {
      const name = typeof property.name === 'string' ? property.name : property.name?.name;
      return name?.startsWith('--kern-') && !needed.has(name) ? [] : undefined;
    },
  };
}
