// What an editor shows of a network file: the YAML language server, with the committed schema, over its protocol.
//
//     npm ci && node schema.mjs
//
// Exit codes: 0 all right, 1 not.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const networks = join(here, "../../networks");
const program = join(dirname(createRequire(import.meta.url).resolve("yaml-language-server/package.json")), "bin/yaml-language-server");

/** The server: messages with a length before them, as the Language Server Protocol has it. */
class Server {
  #child = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  #waiting = new Map();
  #diagnostics = new Map();
  #rest = Buffer.alloc(0);
  #next = 1;

  constructor() {
    this.#child.stdout.on("data", (bytes) => this.#read(bytes));
  }

  #read(bytes) {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const head = this.#rest.indexOf("\r\n\r\n");
      const length = head < 0 ? null : Number(/Content-Length: (\d+)/i.exec(this.#rest.subarray(0, head))[1]);
      if (length === null || this.#rest.length < head + 4 + length) return;
      const message = JSON.parse(this.#rest.subarray(head + 4, head + 4 + length));
      this.#rest = this.#rest.subarray(head + 4 + length);
      this.#take(message);
    }
  }

  #take(message) {
    if (message.method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = message.params;
      this.#diagnostics.get(uri)?.(diagnostics);
    } else if (message.method && "id" in message) {
      // The server asks for settings; it gets the ones that matter here.
      const answers = { "workspace/configuration": () => message.params.items.map(({ section }) => (section === "yaml" ? { validate: true, hover: true, schemaStore: { enable: false } } : null)) };
      this.#send({ id: message.id, result: answers[message.method]?.() ?? null });
    } else if ("id" in message) {
      const { resolve, reject } = this.#waiting.get(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    }
  }

  #send(message) {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  ask(method, params) {
    const id = this.#next++;
    this.#send({ id, method, params });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  tell(method, params) {
    this.#send({ method, params });
  }

  async start() {
    const root = pathToFileURL(networks).href;
    const capabilities = { workspace: { configuration: true }, textDocument: { hover: {}, publishDiagnostics: {}, completion: {} } };
    await this.ask("initialize", { processId: process.pid, rootUri: root, capabilities });
    this.tell("initialized", {});
  }

  /** Opens a file of this text beside the schema; what is marked in it. */
  open(name, text) {
    const uri = pathToFileURL(join(networks, name)).href;
    const marked = new Promise((resolve) => this.#diagnostics.set(uri, resolve));
    this.tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return marked;
  }

  at(name, method, position) {
    return this.ask(method, { textDocument: { uri: pathToFileURL(join(networks, name)).href }, position });
  }

  async stop() {
    await this.ask("shutdown", null);
    this.tell("exit");
  }
}

const MODELINE = "# yaml-language-server: $schema=landbridge.schema.json\n";
const BAD = `${MODELINE}places:
  khasan: {name: Khasan, country: RU, at: 42.430N 130.645E, kind: border, contry: RU}
  tumangang: {name: Tumangang, country: KP, at: 42.415N 130.615E, kind: bordr}
lines:
  khasan-tumangang:
    name: Khasan - Tumangang
    mode: rail
    gauge: 1520
    posts: [{khasan: 0 km}, {tumangang: 3 km}]
`;

const server = new Server();
await server.start();
const checks = {
  async "nothing is marked in the tutorial"() {
    const text = readFileSync(join(networks, "tutorial.yaml"), "utf8");
    assert.ok(text.startsWith(MODELINE), "the tutorial names its schema");
    assert.deepEqual(await server.open("tutorial.yaml", text), []);
  },
  async "mistakes are marked where they are"() {
    const marked = await server.open("bad.yaml", BAD);
    const lines = marked.map((one) => `${one.range.start.line + 1}: ${one.message}`);
    const expect = (line, words) => assert.ok(lines.some((one) => one.startsWith(`${line}: `) && words.test(one)), `${line} ${words}: ${lines.join("\n")}`);
    expect(3, /contry is not allowed/);
    expect(4, /"station"|Value is not accepted/);
    expect(9, /write it like `1520 mm`|Incorrect type|one-or-many|string/);
    expect(6, /Missing property "status"/);
  },
  async "a key is explained where the pointer rests"() {
    const line = BAD.split("\n").findIndex((text) => text.trim().startsWith("gauge:"));
    const { contents } = await server.at("bad.yaml", "textDocument/hover", { line, character: 6 });
    assert.match(contents.value ?? contents, /Track gauge; a list where both lie on one formation/);
  },
  async "words are offered"() {
    await server.open("typing.yaml", `${MODELINE}places:\n  a:\n    kind: \n`);
    const { items } = await server.at("typing.yaml", "textDocument/completion", { line: 3, character: 10 });
    const labels = items.map((item) => item.label);
    assert.ok(["station", "border", "lng_terminal"].every((word) => labels.includes(word)), labels.join(" "));
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n        ${error.message}`);
  }
}
await server.stop();
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
