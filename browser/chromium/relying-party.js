import { createHash, createPublicKey, randomBytes, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const FILES = new URL("..", import.meta.url);
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript" };
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

class Refusal extends Error {
  constructor(status, code) {
    super(`Refused: ${code}.`);
    this.status = status;
    this.code = code;
  }
}

/**
 * As much of a relying party as shows that the client did its part: it serves this folder and its parent under a strict
 * policy, and has the shape of Keystile's API over one account in memory. The rules are not its business: it looks at
 * challenges and signatures only.
 */
export async function relyingParty() {
  const party = { passkeys: new Map(), ceremonies: new Map(), lifetime: 300_000, rpId: "localhost", begun: 0 };
  const server = createServer(async (request, response) => {
    try {
      const chunks = await request.toArray();
      const read = () => JSON.parse(Buffer.concat(chunks));
      const answer = request.method === "GET" ? file(request.url) : api(party, request.url, read());
      response.setHeader("content-security-policy", POLICY);
      response.setHeader("content-type", answer.type ?? "application/json");
      response.end(answer.text ?? JSON.stringify(answer));
    } catch (error) {
      const { status = 500, code, message: detail } = error;
      response.writeHead(status, { "content-type": "application/problem+json" });
      response.end(JSON.stringify({ status, code, detail }));
    }
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  const url = `http://localhost:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(party, { url, close });
}

function file(path) {
  const name = path.slice(1);
  if (!/^(chromium\/|src\/)?[\w-]+\.(html|js)$/.test(name)) throw new Refusal(404, "not-found");
  return { type: TYPES[name.split(".").pop()], text: readFileSync(new URL(name, FILES)) };
}

function api(party, path, body) {
  switch (path) {
    case "/api/v1/registration/options":
      return begin(party, {
        rp: { id: party.rpId, name: "Chromium" },
        user: { id: "YWRh", name: body.username ?? "ada", displayName: body.displayName ?? "Ada" },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        excludeCredentials: [...party.passkeys.keys()].map((id) => ({ type: "public-key", id })),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      });
    case "/api/v1/registration": {
      const { id, response } = finish(party, body);
      party.passkeys.set(id, Buffer.from(response.publicKey, "base64url"));
      return { account: { id: "a1", username: "ada", displayName: "Ada" }, passkey: { id, name: "Passkey" } };
    }
    case "/api/v1/authentication/options":
      return begin(party, { rpId: party.rpId, userVerification: "required" });
    case "/api/v1/authentication": {
      const { id, response } = finish(party, body);
      if (!party.passkeys.has(id)) throw new Refusal(401, "passkey-unknown");
      if (!isSigned(response, party.passkeys.get(id))) throw new Refusal(401, "invalid-signature");
      return { account: { id: "a1" }, passkey: { id }, userVerified: true, amr: ["swk", "user", "mfa"] };
    }
    default:
      throw new Refusal(404, "not-found");
  }
}

function begin(party, options) {
  const challenge = randomBytes(32).toString("base64url");
  const ceremony = `ceremony ${++party.begun}`;
  party.ceremonies.set(ceremony, { challenge, expires: Date.now() + party.lifetime });
  return { ceremony, publicKey: { ...options, challenge, timeout: party.lifetime } };
}

function finish(party, { ceremony, credential }) {
  const begun = party.ceremonies.get(ceremony);
  party.ceremonies.delete(ceremony);
  if (!begun || begun.expires < Date.now()) throw new Refusal(400, "ceremony-expired");
  const { challenge } = JSON.parse(Buffer.from(credential.response.clientDataJSON, "base64url"));
  if (challenge !== begun.challenge) throw new Refusal(400, "challenge-mismatch");
  return credential;
}

function isSigned({ authenticatorData, clientDataJSON, signature }, publicKey) {
  const clientDataHash = createHash("sha256").update(clientDataJSON, "base64url").digest();
  return verify(
    "sha256",
    Buffer.concat([Buffer.from(authenticatorData, "base64url"), clientDataHash]),
    createPublicKey({ key: publicKey, format: "der", type: "spki" }),
    Buffer.from(signature, "base64url"),
  );
}
