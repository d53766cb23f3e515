package dev.keystile.server.pages;

import dev.keystile.spring.settings.EndpointsProperties;
import dev.keystile.spring.settings.RelyingPartyProperties;
import dev.keystile.spring.settings.SignUpProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows around its own content. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {

    private final Assets assets;
    private final ScriptMessages scriptMessages;
    private final RelyingPartyProperties relyingParty;
    private final SignUpProperties signUp;
    private final EndpointsProperties endpoints;
    private final boolean inspectable;

    PageFrame(
            Assets assets,
            ScriptMessages scriptMessages,
            RelyingPartyProperties relyingParty,
            SignUpProperties signUp,
            EndpointsProperties endpoints,
            ObjectProvider<InspectPage> inspectPage) {
        this.assets = assets;
        this.scriptMessages = scriptMessages;
        this.relyingParty = relyingParty;
        this.signUp = signUp;
        this.endpoints = endpoints;
        this.inspectable = inspectPage.getIfAvailable() != null;
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

    /** Whether there is the page that shows objects to developers. */
    @ModelAttribute("inspectable")
    boolean inspectable() {
        return inspectable;
    }

    @ModelAttribute("person")
    @Nullable Person person(HttpServletRequest request) {
        return Person.of(request.getUserPrincipal());
    }

    /** Where the JSON endpoints are. */
    @ModelAttribute("api")
    String api() {
        return endpoints.basePath();
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
