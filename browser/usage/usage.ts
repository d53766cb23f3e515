// Never run: that this compiles against the types we publish is the test.
import {
  authenticate,
  callApi,
  capabilities,
  createCredential,
  getCredential,
  PasskeyError,
  register,
  signalAuthenticators,
  startAutofill,
  type Autofill,
  type Passkey,
  type PasskeyErrorCode,
} from "@keystile/browser";

declare const creationOptions: PublicKeyCredentialCreationOptionsJSON;
declare const requestOptions: PublicKeyCredentialRequestOptionsJSON;

export async function signUp(username: string, displayName: string): Promise<Passkey> {
  const { account, passkey } = await register({ username, displayName });
  account.displayName satisfies string;
  // @ts-expect-error: the display name is not called that
  await register({ username, name: displayName });
  return passkey;
}

export async function signIn(signal: AbortSignal): Promise<string> {
  const { account, passkey, userVerified, amr } = await authenticate({ signal, headers: { "x-csrf-token": "t" } });
  userVerified satisfies boolean;
  amr satisfies string[];
  return `${account.username} with ${passkey.name}`;
}

export function autofill(show: (message: string) => void): Autofill {
  // @ts-expect-error: a page that does not listen for the sign-in has no use for autofill
  startAutofill({});
  return startAutofill({
    baseUrl: "/app/api/v1",
    onAuthenticated: ({ account }) => show(account.displayName),
    onError: ({ message, problem }) => show(problem?.detail ?? message),
  });
}

export async function ownTransport(): Promise<[RegistrationResponseJSON, AuthenticationResponseJSON]> {
  return [
    await createCredential(creationOptions, { mediation: "conditional" }),
    await getCredential(requestOptions, { signal: AbortSignal.timeout(1000) }),
  ];
}

export async function housekeeping(rpId: string): Promise<void> {
  const { conditionalGet, hybridTransport, ["extension:prf"]: prf } = await capabilities();
  [conditionalGet, hybridTransport, prf] satisfies (boolean | undefined)[];
  await callApi("PATCH", "passkeys/AQ", { name: "Phone" });
  (await signalAuthenticators("unknownCredential", { rpId, credentialId: "AQ" })) satisfies boolean;
  // @ts-expect-error: those are the details of another signal
  await signalAuthenticators("currentUserDetails", { rpId, credentialId: "AQ" });
}

export function mine(error: unknown): string {
  if (!(error instanceof PasskeyError)) throw error;
  return worded(error.code);
}

// The union is closed: a switch over it needs no default.
function worded(code: PasskeyErrorCode): string {
  switch (code) {
    case "aborted":
      return "";
    case "already-registered":
    case "cancelled":
    case "no-suitable-authenticator":
    case "not-supported":
    case "security":
    case "unknown":
      return "in the browser";
    case "malformed-answer":
    case "network":
    case "refused":
      return "on the way";
  }
}
