//! Texts that somebody would write to make a page, a picture or a spreadsheet do something.

/// Each goes into every field of text that an import has. None begins or ends with a blank: an import trims cells.
pub(crate) const PAYLOADS: [&str; 36] = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "</title><script>alert(1)</script>",
    "</desc></svg><script>alert(1)</script>",
    "</textarea></style></noscript><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "--><script>alert(1)</script><!--",
    "<!--#exec cmd=\"id\"-->",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#x3c;/script>",
    "{{7*7}}${7*7}<%= 7*7 %>#{7*7}",
    "<leptos-island data-component=\"x\"><leptos-children>",
    "</script><script nonce=\"\">alert(1)</script>",
    "<base href=\"https://evil.example/\">",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "<form action=https://evil.example><button formaction=javascript:alert(1)>",
    "<style>*{background:url(https://evil.example)}</style>",
    "A\u{200b}\u{feff}\u{200d}Z<b>",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "+1+cmd|x",
    "-2+3+cmd|x",
    "@SUM(1+1)*cmd|x",
    "'=1+1",
    "a\r\n=1+1\t,;\"b",
    "＠SUM(1)",
];

/// Characters that hide words or turn them round: an import refuses them.
pub(crate) const INVISIBLE: [&str; 5] =
    ["Vorher \0nachher", "A\u{202e}gnal", "\u{2066}rutluk", "\u{1b}[31mrot", "x\u{fffe}\u{85}"];
