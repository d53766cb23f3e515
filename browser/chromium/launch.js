import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Where Chromium is: what KEYSTILE_CHROMIUM says, or the first of its names that is on the PATH. */
function chromium() {
  if (process.env.KEYSTILE_CHROMIUM) return process.env.KEYSTILE_CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    for (const folder of process.env.PATH.split(delimiter)) {
      if (existsSync(join(folder, name))) return join(folder, name);
    }
  }
  throw new Error("No Chromium here. Install one, or say where it is: KEYSTILE_CHROMIUM=/path/to/chromium");
}

/**
 * A headless Chromium, spoken to through a pipe in the DevTools protocol.
 *
 * @returns {Promise<{ newPage: () => Promise<Page>, close: () => Promise<void> }>}
 */
export async function launch() {
  const profile = mkdtempSync(join(tmpdir(), "keystile-chromium-"));
  const child = spawn(
    chromium(),
    [
      "--headless",
      "--remote-debugging-pipe",
      `--user-data-dir=${profile}`,
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-gpu",
      // Not to be had as root and in many containers; it loads nothing but our own pages.
      "--no-sandbox",
    ],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const connection = connect(child.stdio[3], child.stdio[4]);
  exited.then((code) => connection.fail(new Error(`Chromium ended with ${code}`)));
  return {
    async newPage() {
      const { browserContextId } = await connection.send("Target.createBrowserContext");
      const { targetId } = await connection.send("Target.createTarget", { url: "about:blank", browserContextId });
      const { sessionId } = await connection.send("Target.attachToTarget", { targetId, flatten: true });
      const page = new Page(connection, sessionId, browserContextId);
      await page.send("Page.enable");
      await page.send("Runtime.enable");
      await page.send("Emulation.setFocusEmulationEnabled", { enabled: true });
      await page.send("WebAuthn.enable", { enableUI: false });
      return page;
    },
    async close() {
      await connection.send("Browser.close").catch(() => {});
      await exited;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function connect(output, input) {
  const waiting = new Map();
  const listeners = new Set();
  let id = 0;
  let rest = "";
  input.setEncoding("utf8").on("data", (data) => {
    const messages = (rest + data).split("\0");
    rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) {
      if (message.id) {
        const { resolve, reject } = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.error) reject(new Error(message.error.message));
        else resolve(message.result);
      } else {
        for (const listener of listeners) listener(message);
      }
    }
  });
  return {
    listeners,
    send: (method, params = {}, sessionId = undefined) =>
      new Promise((resolve, reject) => {
        waiting.set(++id, { resolve, reject });
        output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      }),
    fail(error) {
      for (const { reject } of waiting.values()) reject(error);
    },
  };
}

class Page {
  #connection;
  #sessionId;
  #contextId;

  /** What went wrong in the page: errors that nobody caught, and the console's. */
  complaints = [];

  constructor(connection, sessionId, contextId) {
    this.#connection = connection;
    this.#sessionId = sessionId;
    this.#contextId = contextId;
    connection.listeners.add((message) => {
      if (message.sessionId !== sessionId) return;
      if (message.method === "Runtime.exceptionThrown") {
        const { text, exception } = message.params.exceptionDetails;
        this.complaints.push(exception?.description ?? text);
      }
      if (message.method === "Runtime.consoleAPICalled" && ["error", "warning"].includes(message.params.type)) {
        this.complaints.push(message.params.args.map(({ value }) => value).join(" "));
      }
    });
  }

  send(method, params) {
    return this.#connection.send(method, params, this.#sessionId);
  }

  async goto(url) {
    const loaded = new Promise((resolve) => {
      const listener = ({ method, sessionId }) => {
        if (method !== "Page.loadEventFired" || sessionId !== this.#sessionId) return;
        this.#connection.listeners.delete(listener);
        resolve();
      };
      this.#connection.listeners.add(listener);
    });
    await this.send("Page.navigate", { url });
    await loaded;
  }

  /** What a function gives in the page, as a click of the person's might call it. */
  async evaluate(work, ...given) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression: `(${work})(...${JSON.stringify(given)})`,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** An authenticator of this page's: a device with a screen lock and a place for passkeys, if not told otherwise. */
  async addAuthenticator(options = {}) {
    const { authenticatorId } = await this.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        ctap2Version: "ctap2_1",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
        ...options,
      },
    });
    return {
      credentials: async () => (await this.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
      remove: () => this.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId }),
      touchWhenAsked: (enabled) =>
        this.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
      setVerified: (isUserVerified) => this.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    };
  }

  close() {
    return this.#connection.send("Target.disposeBrowserContext", { browserContextId: this.#contextId });
  }
}
