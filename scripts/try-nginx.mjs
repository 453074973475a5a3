// Runs deploy/nginx.conf as it stands, on loopback, with a certificate of its own, in front of a Beredd that is
// started empty: headers, cookies, live updates and a file of 200 MB through TLS. Wants nginx and openssl.
//   node scripts/try-nginx.mjs [PORT]      three ports from there on are used; default 18443
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { node24 } from "./lib/node24.mjs";
import { inRoot, root } from "./lib/root.mjs";

const tls = Number(process.argv[2] ?? 18_443);
const plain = tls + 1;
const inside = tls + 2;
const host = `beredd.example.se:${tls}`;
const scratch = mkdtempSync(path.join(os.tmpdir(), "beredd-nginx-"));
const at = (...parts) => path.join(scratch, ...parts);
const started = [];

function writeSite() {
  const subject = ["-subj", "/CN=beredd.example.se", "-addext", "subjectAltName=DNS:beredd.example.se"];
  const files = ["-keyout", at("privkey.pem"), "-out", at("fullchain.pem")];
  const kind = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"];
  execFileSync("openssl", [...kind, ...subject, ...files], { stdio: "ignore" });
  const site = readFileSync(inRoot("deploy", "nginx.conf"), "utf8")
    .replaceAll(/listen (\[::\]:)?443/g, (_all, six) => `listen ${six ? "[::1]:" : "127.0.0.1:"}${tls}`)
    .replaceAll(/listen (\[::\]:)?80;/g, (_all, six) => `listen ${six ? "[::1]:" : "127.0.0.1:"}${plain};`)
    .replaceAll("/etc/ssl/beredd", scratch)
    .replaceAll("127.0.0.1:8377", `127.0.0.1:${inside}`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${at(name)};`,
  );
  writeFileSync(
    at("nginx.conf"),
    `pid ${at("pid")}; error_log ${at("error.log")}; daemon off;
events {}
http { access_log off; ${temporary.join(" ")}
${site}}`,
  );
}

function start(file, args, env = {}) {
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => void (output += bytes));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  started.push(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  return { output: () => output };
}

/** Asks as a browser at home would: by name, and only a certificate that fits it is taken. */
function ask(method, where, { headers = {}, body, until } = {}) {
  const ca = readFileSync(at("fullchain.pem"));
  const { promise, resolve, reject } = Promise.withResolvers();
  const options = {
    host: "127.0.0.1",
    port: tls,
    servername: "beredd.example.se",
    ca,
    method,
    path: where,
    agent: false,
  };
  const request = https.request({ ...options, headers: { host, ...headers } }, (answer) => {
    let text = "";
    answer.on("data", (bytes) => {
      text += bytes;
      if (until?.test(text)) request.destroy();
    });
    answer.on("close", () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
  });
  request.on("error", (error) => reject(error));
  if (typeof body === "function") body(request);
  else request.end(body);
  return promise;
}

const plainly = (where) =>
  new Promise((resolve, reject) => {
    http
      .get({ host: "127.0.0.1", port: plain, path: where, headers: { host: "beredd.example.se" } }, resolve)
      .on("error", reject);
  });

async function patiently(work) {
  for (let tried = 0; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (tried > 200) throw error;
      await new Promise((resolve) => void setTimeout(resolve, 200));
    }
  }
}

function must(what, holds, shown) {
  console.log(`${holds ? "ok    " : "FAILED"} ${what}`);
  if (holds) return;
  process.exitCode = 1;
  console.log(shown);
}

const cookiesOf = (answer) => (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]);

async function signIn() {
  const origin = { origin: `https://${host}`, "content-type": "application/json" };
  const who = { email: "admin@test.example", password: "en lång mening duger" };
  const setUp = { ...who, organisationName: "Testkommun", name: "Test" };
  const made = await ask("POST", "/api/v1/setup", { headers: origin, body: JSON.stringify(setUp) });
  must("the organisation is set up through the proxy", made.status === 201, made.text);
  const foreign = await ask("POST", "/api/v1/session", {
    headers: { ...origin, origin: "https://evil.example" },
    body: JSON.stringify(who),
  });
  must("another site's page is refused", foreign.status === 403, foreign.text);
  const session = await ask("POST", "/api/v1/session", { headers: origin, body: JSON.stringify(who) });
  const set = session.headers["set-cookie"] ?? [];
  must(
    "cookies are __Host-, Secure, and the session's HttpOnly",
    session.status === 200 &&
      set.length >= 2 &&
      set.every((line) => /^__Host-.*; Path=\/;.*Secure/.test(line)) &&
      set.some((line) => /HttpOnly/.test(line)),
    set,
  );
  const cookies = cookiesOf(session);
  const csrf = decodeURIComponent(cookies.find((one) => one.includes("csrf"))?.split("=")[1] ?? "");
  return { cookie: cookies.join("; "), "x-beredd-csrf": csrf, origin: `https://${host}` };
}

async function upload(signed) {
  const size = 200 * 1024 * 1024;
  const piece = Buffer.alloc(1024 * 1024, "a;b;c\r\n");
  const headers = {
    ...signed,
    "content-type": "application/octet-stream",
    "content-length": String(size),
    "x-file-name": "large.csv",
  };
  const answer = await ask("POST", "/api/v1/files", {
    headers,
    body: async (request) => {
      for (let sent = 0; sent < size; sent += piece.length)
        if (!request.write(piece)) await new Promise((resolve) => void request.once("drain", resolve));
      request.end();
    },
  });
  must(
    "a file of 200 MB comes through whole",
    answer.status === 201 && JSON.parse(answer.text).size === size,
    answer.text,
  );
}

async function tryAll() {
  const live = await patiently(async () => {
    const answer = await ask("GET", "/health/ready");
    if (answer.status !== 200) throw new Error(answer.text);
    return answer;
  });
  must("ready through TLS", live.status === 200, live.text);
  const hsts = live.headers["strict-transport-security"];
  must("Strict-Transport-Security once", hsts === "max-age=31536000; includeSubDomains", hsts);
  must("no version of the proxy", live.headers.server === "nginx", live.headers.server);
  const moved = await plainly("/incidents?q=x");
  must(
    "plain http leads to https",
    moved.statusCode === 301 && moved.headers.location === "https://beredd.example.se/incidents?q=x",
    moved.headers,
  );
  must("metrics stay inside", (await ask("GET", "/metrics")).status === 404, "");
  const other = await ask("GET", "/api/v1/bootstrap", { headers: { host: "evil.example" } });
  must("another name gets no answer", other.status === 421, other.text);
  const spoofed = await ask("GET", "/api/v1/bootstrap", {
    headers: { "x-forwarded-host": "localhost", "x-forwarded-for": "127.0.0.1" },
  });
  must(
    "nobody is at home through a proxy",
    spoofed.status === 200 && !spoofed.text.includes("exampleSignIns"),
    spoofed.text,
  );
  const signed = await signIn();
  const begun = performance.now();
  const stream = ask("GET", "/api/v1/events", {
    headers: { cookie: signed.cookie },
    until: /event: journal/,
  });
  await patiently(async () => undefined);
  const unit = { name: "Förvaltningen", kind: "administration" };
  const units = JSON.parse(
    (await ask("GET", "/api/v1/units", { headers: { cookie: signed.cookie } })).text,
  ).items;
  const write = {
    headers: { ...signed, "content-type": "application/json" },
    body: JSON.stringify({ ...unit, parentId: units[0].id }),
  };
  const added = await ask("POST", "/api/v1/units", write);
  must("a write with cookie and token", added.status === 201, added.text);
  const events = await stream;
  must(
    "its event arrives at once, unbuffered",
    /event: journal/.test(events.text) && performance.now() - begun < 20_000,
    events.text,
  );
  await upload(signed);
}

try {
  writeSite();
  const beredd = start(
    node24(),
    ["src/main.ts", "serve", "--empty", "--port", String(inside), "--data", at("data")],
    { BEREDD_PUBLIC_URL: `https://${host}` },
  );
  const nginx = start("nginx", ["-c", at("nginx.conf"), "-e", at("error.log")]);
  await tryAll().catch((error) =>
    must(`it runs: ${error.message}`, false, `${beredd.output()}\n${nginx.output()}`),
  );
} finally {
  for (const stop of started.toReversed()) await stop();
  rmSync(scratch, { recursive: true, force: true });
}
