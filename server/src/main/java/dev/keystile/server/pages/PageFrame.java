package dev.keystile.server.pages;

import dev.keystile.spring.settings.RelyingPartyProperties;
import dev.keystile.spring.settings.SignUpProperties;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows around its own content. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {

    private final Assets assets;
    private final ScriptMessages scriptMessages;
    private final RelyingPartyProperties relyingParty;
    private final SignUpProperties signUp;

    PageFrame(
            Assets assets,
            ScriptMessages scriptMessages,
            RelyingPartyProperties relyingParty,
            SignUpProperties signUp) {
        this.assets = assets;
        this.scriptMessages = scriptMessages;
        this.relyingParty = relyingParty;
        this.signUp = signUp;
    }

    @ModelAttribute("assets")
    String assets() {
        return assets.path();
    }

    @ModelAttribute("site")
    String site() {
        return relyingParty.name();
    }

    @ModelAttribute("signUpOpen")
    boolean signUpOpen() {
        return signUp.open();
    }

    @ModelAttribute("person")
    @Nullable Person person(@Nullable Authentication authentication) {
        return Person.of(authentication);
    }

    @ModelAttribute("origins")
    String origins() {
        return String.join(" ", relyingParty.origins());
    }

    @ModelAttribute("scriptMessages")
    Map<String, String> scriptMessages(Locale locale) {
        return scriptMessages.in(locale);
    }
}
