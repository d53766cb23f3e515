package dev.keystile.spring.passkeys;

import dev.keystile.passkeys.PasskeyNaming;
import dev.keystile.passkeys.account.InvalidNameException;
import dev.keystile.passkeys.account.PasskeyKind;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.spring.language.Wording;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Calls new passkeys what they are in the language of the request. An application has words of its own for it in the messages
 * {@code keystile.passkey-name.<kind>}.
 */
final class LocalPasskeyNaming implements PasskeyNaming {

    private final Wording words;

    LocalPasskeyNaming(MessageSource applicationMessages) {
        this.words = new Wording("dev.keystile.spring.passkeys.names", applicationMessages, "keystile.passkey-name.");
    }

    @Override
    public PasskeyName of(PasskeyKind kind) {
        Locale locale = LocaleContextHolder.getLocale();
        try {
            return PasskeyName.parse(words.of(kind.text(), locale));
        } catch (InvalidNameException applicationsMistake) {
            return new PasskeyName(words.ofOurs(kind.text(), locale));
        }
    }
}
