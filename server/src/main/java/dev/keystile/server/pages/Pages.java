package dev.keystile.server.pages;

import dev.keystile.spring.security.BrowserCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Home, sign-up, sign-in and a person's own passkeys. What they do, their scripts do through the JSON API. */
@Controller
class Pages {

    /** Set with the pages that begin ceremonies, so that tabs opened at once do not get one each. */
    private final BrowserCookie browserCookie;

    Pages(BrowserCookie browserCookie) {
        this.browserCookie = browserCookie;
    }

    @GetMapping("/")
    String home(@RequestParam(name = "signed-out", required = false) @Nullable String signedOut, Model model) {
        model.addAttribute("signedOut", signedOut != null);
        return "home";
    }

    @GetMapping("/sign-up")
    String signUp(
            @ModelAttribute("person") @Nullable Person person,
            @RequestParam(name = "next", required = false) @Nullable String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        browserCookie.bind(request, response);
        return entry("sign-up", person, next, next == null ? ReturnPath.WELCOME : ReturnPath.of(next), model);
    }

    @GetMapping("/sign-in")
    String signIn(
            @ModelAttribute("person") @Nullable Person person,
            @RequestParam(name = "next", required = false) @Nullable String next,
            @RequestParam(name = "removed", required = false) @Nullable String removed,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        browserCookie.bind(request, response);
        model.addAttribute("removed", removed != null);
        return entry("sign-in", person, next, ReturnPath.of(next), model);
    }

    /** The way in, or past it for somebody who is in already. */
    private static String entry(
            String page, @Nullable Person person, @Nullable String asked, ReturnPath next, Model model) {
        ReturnPath returnPath = ReturnPath.of(asked);
        if (person != null) {
            return "redirect:" + returnPath.path();
        }
        model.addAttribute("here", page);
        model.addAttribute("next", next.path());
        model.addAttribute("asked", asked == null ? null : returnPath.path());
        return page;
    }

    @GetMapping("/account")
    String account(@RequestParam(name = "welcome", required = false) @Nullable String welcome, Model model) {
        model.addAttribute("here", "account");
        model.addAttribute("welcome", welcome != null);
        return "account";
    }
}
