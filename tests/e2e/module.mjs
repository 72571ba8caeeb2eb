// What a WebAssembly module is made of, read from its bytes: sections, functions, their names.

const CUSTOM = 0;
const IMPORTS = 2;
const FUNCTIONS = 3;
const CODE = 10;
const DATA = 11;
const OF_A_FUNCTION = 0;
const FUNCTION_NAMES = 1;

/** The sections of a module: `{ kind, name, whole, content }`; `name` is that of a section of another tool's. */
export function sections(module) {
  const found = [];
  const reader = new Reader(module, 8);
  while (!reader.done()) {
    const start = reader.at;
    const kind = reader.byte();
    const content = reader.bytes(reader.number());
    const inner = new Reader(content, 0);
    const name = kind === CUSTOM ? inner.text() : undefined;
    found.push({ kind, name, whole: module.subarray(start, reader.at), content: name === undefined ? content : content.subarray(inner.at) });
  }
  return found;
}

/** The module without the names of its functions. */
export function withoutNames(module) {
  return Buffer.concat([module.subarray(0, 8), ...sections(module).filter(({ name }) => name !== "name").map(({ whole }) => whole)]);
}

/** How many functions are imported; of its own, the type, the instructions and the name (by index) of each; bytes of data. */
export function functions(module) {
  const found = { imported: 0, types: [], bodies: [], names: new Map(), data: 0 };
  for (const { kind, name, content } of sections(module)) {
    const inner = new Reader(content, 0);
    if (kind === IMPORTS) {
      found.imported = inner.list(() => imports(inner)).filter((one) => one === OF_A_FUNCTION).length;
    }
    if (kind === FUNCTIONS) found.types = inner.list(() => inner.number());
    if (kind === CODE) found.bodies = inner.list(() => inner.bytes(inner.number()));
    if (kind === DATA) found.data = content.length;
    if (name === "name") found.names = functionNames(inner);
  }
  return found;
}

/** What an import is. The module takes nothing but functions from its page; another import would be read wrongly. */
function imports(reader) {
  reader.bytes(reader.number());
  reader.bytes(reader.number());
  const kind = reader.byte();
  if (kind !== OF_A_FUNCTION) throw new Error("the module imports something that is not a function");
  reader.number();
  return kind;
}

/** Of the section that holds names, those of functions: a name by the index of its function, imports first. */
function functionNames(reader) {
  while (!reader.done()) {
    const kind = reader.byte();
    const inner = new Reader(reader.bytes(reader.number()), 0);
    if (kind === FUNCTION_NAMES) return new Map(inner.list(() => [inner.number(), inner.text()]));
  }
  return new Map();
}

class Reader {
  #bytes;
  #at;

  constructor(bytes, at) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get at() {
    return this.#at;
  }

  done() {
    return this.#at >= this.#bytes.length;
  }

  byte() {
    return this.#bytes[this.#at++];
  }

  bytes(length) {
    return this.#bytes.subarray(this.#at, (this.#at += length));
  }

  number() {
    const byte = this.byte();
    return byte < 128 ? byte : (byte & 127) + this.number() * 128;
  }

  text() {
    return new TextDecoder().decode(this.bytes(this.number()));
  }

  list(item) {
    return Array.from({ length: this.number() }, item);
  }
}
