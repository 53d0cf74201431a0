package io.bridgehead.webservice;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.bridgehead.soap.Wsdl;

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
}
