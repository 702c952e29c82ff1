// A validator that knows nothing of us reads the pages as they are sent.
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  elements: [
    'html5',
    {
      // Those that the framework puts around islands.
      'leptos-island': { flow: true, phrasing: true, transparent: true },
      'leptos-children': { flow: true, phrasing: true, transparent: true },
    },
  ],
  rules: {
    // Matters of taste: how void elements, empty attributes and blanks are written, how long a title is, and whether a
    // frame that scrolls is a section.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'prefer-native-element': 'off',
    'void-style': 'off',
    // Our files carry their hash in their name, and come from our own server.
    'require-sri': 'off',
    // The longest number here is no telephone's.
    'tel-non-breaking': 'off',
  },
});

/** Returns what is wrong with a document, one line each. */
export async function faults(html: string): Promise<string[]> {
  // The framework parts texts with `<!>`, which every browser reads as an empty comment.
  const report = await validator.validateString(html.replaceAll('<!>', '<!---->'));
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column, selector }) => `${ruleId}: ${message} (${line}:${column}, ${selector ?? ''})`),
  );
}
