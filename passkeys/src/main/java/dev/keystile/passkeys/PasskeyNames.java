package dev.keystile.passkeys;

import dev.keystile.passkeys.account.PasskeyKind;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.credential.CredentialRecord;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The name that a new passkey begins with, so that nobody has to think of one: who keeps it, as far as its AAGUID says, else
 * what kind of thing it is; with a number if the account has one of that name.
 *
 * <p>AAGUIDs are the authenticator's word unless attested, which is good enough for a name that its owner can change. The
 * providers are those of the community's list (passkeydeveloper/passkey-authenticator-aaguids, August 2026) that people meet;
 * AAGUIDs of security keys are left to the FIDO Metadata Service.
 */
final class PasskeyNames {

    private static final Map<Aaguid, String> PROVIDERS = Map.ofEntries(
            provider("bada5566-a7aa-401f-bd96-45619a55120d", "1Password"),
            provider("a11a5faa-9f32-4b8c-8c5d-2f7d13e8c942", "AliasVault"),
            provider("fbfc3007-154e-4ecc-8c0b-6e020557d7bd", "Apple Passwords"),
            provider("d548826e-79b4-db40-a3d8-11116f7e8349", "Bitwarden"),
            provider("adce0002-35bc-c60a-648b-0b25f1f05503", "Chrome on Mac"),
            provider("b5397666-4885-aa6b-cebf-e52262a439a2", "Chromium"),
            provider("531126d6-e717-415c-9320-3d9aa6981239", "Dashlane"),
            provider("de503f9c-21a4-4f76-b4b7-558eb55c6f89", "Devolutions"),
            provider("771b48fd-d3d4-4f74-9232-fc157ab0507a", "Edge on Mac"),
            provider("f3809540-7f14-49c1-a8b3-8f813b225541", "Enpass"),
            provider("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4", "Google Password Manager"),
            provider("39a5647e-1853-446c-a1f6-a79bae9f5bc7", "IDmelon"),
            provider("a10c6dd9-465e-4226-8198-c7c44b91c555", "Kaspersky Password Manager"),
            provider("eaecdef2-1c31-5634-8639-f1cbd9c00a08", "KeePassDX"),
            provider("fdb141b2-5d84-443e-8a35-4698c205a502", "KeePassXC"),
            provider("0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6", "Keeper"),
            provider("b78a0a55-6ef8-d246-a042-ba0f6d55050c", "LastPass"),
            provider("d3452668-01fd-4c12-926c-83a4204853aa", "Microsoft Password Manager"),
            provider("b84e4048-15dc-4dd0-8640-f4f60813c8af", "NordPass"),
            provider("fa37f553-f9b6-4adb-ac53-8bbb57ebdf0d", "Norton Password Manager"),
            provider("50726f74-6f6e-5061-7373-50726f746f6e", "Proton Pass"),
            provider("d350af52-0351-4ba2-acd3-dfeeadc3f764", "pwSafe"),
            provider("53414d53-554e-4700-0000-000000000000", "Samsung Pass"),
            provider("08987058-cadc-4b81-b6e1-30de50dcbe96", "Windows Hello"),
            provider("9ddd1817-af5a-4672-a2b9-3e3dd95000a9", "Windows Hello"),
            provider("6028b017-b1d4-4c02-b4b3-afcdafc96bb2", "Windows Hello"),
            provider("dd4ec289-e01d-41c9-bb89-70fa845d4bf2", "iCloud Keychain"),
            provider("b35a26b2-8f6e-4697-ab1d-d44db4da28c6", "Zoho Vault"));

    private PasskeyNames() {}

    private static Map.Entry<Aaguid, String> provider(String aaguid, String name) {
        return Map.entry(Aaguid.of(aaguid), name);
    }

    /**
     * A name for a new passkey.
     *
     * @param naming for those whose provider is not known
     * @param taken the names of the account's other passkeys
     * @param maximumLength how long it may be, at least {@value PasskeyPolicy#SHORTEST_MAXIMUM_NAME_LENGTH}
     */
    static PasskeyName forNew(
            CredentialRecord credential, PasskeyNaming naming, Set<PasskeyName> taken, int maximumLength) {
        String provider = PROVIDERS.get(credential.aaguid());
        String name = provider == null ? naming.of(PasskeyKind.of(credential)).value() : provider;
        return Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? "" : " " + number)
                .map(suffix -> new PasskeyName(cut(name, maximumLength - suffix.length()) + suffix))
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseThrow();
    }

    private static String cut(String name, int maximumLength) {
        return name.length() <= maximumLength
                ? name
                : name.substring(0, maximumLength).strip();
    }
}
