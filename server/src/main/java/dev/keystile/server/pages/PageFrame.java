package dev.keystile.server.pages;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows around its own content. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {

    private final Assets assets;
    private final ScriptMessages scriptMessages;
    private final String site;
    private final List<String> origins;

    PageFrame(
            Assets assets,
            ScriptMessages scriptMessages,
            @Value("${keystile.relying-party.name}") String site,
            @Value("${keystile.relying-party.origins}") List<String> origins) {
        this.assets = assets;
        this.scriptMessages = scriptMessages;
        this.site = site;
        this.origins = origins;
    }

    @ModelAttribute("assets")
    String assets() {
        return assets.path();
    }

    @ModelAttribute("site")
    String site() {
        return site;
    }

    @ModelAttribute("signUpOpen")
    boolean signUpOpen() {
        return true;
    }

    @ModelAttribute("person")
    @Nullable Person person(@Nullable Principal principal) {
        return Person.of(principal);
    }

    @ModelAttribute("origins")
    String origins() {
        return String.join(" ", origins);
    }

    @ModelAttribute("scriptMessages")
    Map<String, String> scriptMessages(Locale locale) {
        return scriptMessages.in(locale);
    }
}
