package dev.keystile.server.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.util.List;
import java.util.stream.StreamSupport;

/** An authenticator that Chromium plays itself. */
final class VirtualAuthenticator {

    private final CDPSession devtools;
    private final String id;

    /** @param synced whether its passkeys are backed up, as a password manager's are */
    VirtualAuthenticator(CDPSession devtools, String transport, boolean synced) {
        this.devtools = devtools;
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", transport);
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        options.addProperty("defaultBackupEligibility", synced);
        options.addProperty("defaultBackupState", synced);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        this.id = devtools.send("WebAuthn.addVirtualAuthenticator", parameters)
                .get("authenticatorId")
                .getAsString();
    }

    /** Whether the person touches it when asked to; if not, requests stay open. */
    void touchedWhenAsked(boolean touched) {
        JsonObject parameters = parameters();
        parameters.addProperty("enabled", touched);
        devtools.send("WebAuthn.setAutomaticPresenceSimulation", parameters);
    }

    /** Whether the finger, face or PIN is right. */
    void verifiesUser(boolean verifies) {
        JsonObject parameters = parameters();
        parameters.addProperty("isUserVerified", verifies);
        devtools.send("WebAuthn.setUserVerified", parameters);
    }

    List<JsonObject> credentials() {
        JsonArray credentials =
                devtools.send("WebAuthn.getCredentials", parameters()).getAsJsonArray("credentials");
        return StreamSupport.stream(credentials.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    void add(JsonObject credential) {
        JsonObject parameters = parameters();
        parameters.add("credential", credential);
        devtools.send("WebAuthn.addCredential", parameters);
    }

    void remove() {
        devtools.send("WebAuthn.removeVirtualAuthenticator", parameters());
    }

    private JsonObject parameters() {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("authenticatorId", id);
        return parameters;
    }
}
