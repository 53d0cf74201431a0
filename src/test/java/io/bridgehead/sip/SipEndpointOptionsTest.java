package io.bridgehead.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.useragent.UserAgentConfig;

/** Needs the configurers that the build generates. */
class SipEndpointOptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void needsGeneratedClasses() {
        assumeThat(getClass().getResource("/META-INF/services/org/apache/camel/configurer/sip-endpoint")).isNotNull();
    }

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @Test
    void readsAUserAgentFromItsUri() {
        SipEndpoint endpoint = context.getEndpoint("sip:alice@example.org?register=true&password=RAW(s&cret)"
                + "&proxy=ws://[::1]:8080&expires=120&keepAlive=0&displayName=Alice", SipEndpoint.class);
        UserAgentConfig config = endpoint.userAgentConfig();
        assertThat(config.aor().toString()).isEqualTo("sip:alice@example.org");
        assertThat(config.authUser()).isEqualTo("alice");
        assertThat(config.password()).isEqualTo("s&cret");
        assertThat(config.proxy().transport()).isEqualTo(SipTransport.WS);
        assertThat(config.proxy().host()).isEqualTo("::1");
        assertThat(config.expires()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.keepAlive()).isZero();
        assertThat(endpoint.getConfiguration().isRegister()).isTrue();
        assertThat(endpoint.getEndpointBaseUri()).doesNotContain("cret");
    }

    @Test
    void readsTheOptionsOfServerAndRelay() {
        assertThat(context.getEndpoint("sip:server/*?headers=Contact,Expires", SipEndpoint.class).headerNames())
                .containsExactly("Contact", "Expires");
        assertThat(context.getEndpoint("sip:relay?respond=false&removeHeaders=Authorization", SipEndpoint.class)
                .getConfiguration()).satisfies(c -> assertThat(c.isRespond()).isFalse())
                .satisfies(c -> assertThat(c.getRemoveHeaders()).isEqualTo("Authorization"));
    }

    @Test
    void refusesUnknownOptions() {
        assertThatThrownBy(() -> context.getEndpoint("sip:relay?respnd=false")).hasMessageContaining("respnd");
    }

    @Test
    void takesTheStacksOptionsOnTheComponent() {
        SipComponent component = context.getComponent("sip", SipComponent.class);
        PropertyBindingSupport.build().withCamelContext(context).withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer()).withProperty("listeners", "tcp://127.0.0.1:0")
                .withProperty("maxHeaders", "32").bind();
        assertThat(component.getConfiguration().getListeners()).isEqualTo("tcp://127.0.0.1:0");
        assertThat(component.getConfiguration().getMaxHeaders()).isEqualTo(32);
    }
}
