package dev.keystile.spring.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/** A test against the {@link SampleApplication} as it is, which all such tests share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = SampleApplication.class,
        properties = {
            "keystile.relying-party.id=example.com",
            "keystile.relying-party.name=Example",
            "keystile.relying-party.origins=https://example.com"
        })
@AutoConfigureMockMvc
public @interface SampleTest {}
