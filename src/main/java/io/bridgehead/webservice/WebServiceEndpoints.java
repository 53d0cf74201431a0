package io.bridgehead.webservice;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.bridgehead.soap.CommandXml;
import io.bridgehead.soap.StatusXml;
import io.bridgehead.soap.Wsdl;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.Router;

/** The two web services. */
@Singleton
public class WebServiceEndpoints {

    @Produces
    @Singleton
    @Named("conferenceWebService")
    public SoapEndpoint conference(WebServiceLog log) {
        return new SoapEndpoint(Wsdl.of("conference"), log);
    }

    @Produces
    @Singleton
    @Named("conferenceReportingWebService")
    public SoapEndpoint reporting(WebServiceLog log) {
        return new SoapEndpoint(Wsdl.of("conference-reporting"), log);
    }

    /** Before Camel reads a body. */
    void limit(@Observes Router router, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        new SizeLimit(CommandXml.NAMESPACE, most.asLongValue()).listen(router.route("/services/conference"));
        new SizeLimit(StatusXml.NAMESPACE, most.asLongValue()).listen(router.route("/services/conference-reporting"));
    }
}
