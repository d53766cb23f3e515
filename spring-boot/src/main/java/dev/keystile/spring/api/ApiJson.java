package dev.keystile.spring.api;

import dev.keystile.passkeys.BegunCeremony;
import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.spring.security.PasskeyAuthentication;
import dev.keystile.spring.security.SignedInAccount;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.json.JsonNull;
import dev.keystile.webauthn.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The bodies of the API's answers. */
final class ApiJson {

    private ApiJson() {}

    /** The ceremony to hand back, and the options for the browser as the library wrote them. */
    static String begun(BegunCeremony begun) {
        String rest = new JsonWriter()
                .beginObject()
                .member("ceremony", begun.ceremony())
                .member("expiresAt", text(begun.expiresAt()))
                .end()
                .toJson();
        return "{\"publicKey\":" + begun.publicKey() + "," + rest.substring(1);
    }

    static String registered(Passkey passkey, SignedInAccount account) {
        JsonWriter json = new JsonWriter().beginObject();
        write(json.name("passkey"), passkey);
        write(json.name("account"), account);
        return json.end().toJson();
    }

    static String signedIn(PasskeyAuthentication authentication, Passkey passkey) {
        JsonWriter json = new JsonWriter().beginObject();
        write(json.name("account"), authentication.getPrincipal());
        write(json.name("passkey"), passkey);
        json.member("userVerified", authentication.userVerified()).beginArray("amr");
        authentication.amr().forEach(json::value);
        return json.end()
                .member("authenticatedAt", text(authentication.authenticatedAt()))
                .end()
                .toJson();
    }

    static String passkeys(RpId rpId, Account account, List<Passkey> passkeys) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .beginObject("relyingParty")
                .member("id", rpId.value())
                .end()
                .beginObject("account")
                .member("id", account.id().toString())
                .member("username", account.username().value())
                .member("displayName", account.displayName().value())
                .member("userHandle", account.userHandle().toBase64Url())
                .end()
                .beginArray("passkeys");
        passkeys.forEach(passkey -> write(json, passkey));
        return json.end().end().toJson();
    }

    static String passkey(Passkey passkey) {
        JsonWriter json = new JsonWriter();
        write(json, passkey);
        return json.toJson();
    }

    private static void write(JsonWriter json, Passkey passkey) {
        json.beginObject()
                .member("id", passkey.id())
                .member("name", passkey.name().value())
                .member("createdAt", text(passkey.createdAt()));
        Optional<Instant> lastUsedAt = passkey.lastUsedAt();
        if (lastUsedAt.isPresent()) {
            json.member("lastUsedAt", text(lastUsedAt.get()));
        } else {
            json.member("lastUsedAt", JsonNull.NULL);
        }
        json.member("backedUp", passkey.backedUp()).end();
    }

    private static void write(JsonWriter json, SignedInAccount account) {
        json.beginObject()
                .member("id", account.id())
                .member("username", account.username())
                .member("displayName", account.displayName())
                .end();
    }

    /** A moment in UTC, to the second or millisecond. */
    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
