package io.bridgehead.webservice;

import java.util.HashMap;
import java.util.Map;

import javax.xml.namespace.QName;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.component.cxf.common.DataFormat;
import org.apache.camel.component.cxf.jaxws.CxfEndpoint;
import org.apache.cxf.annotations.SchemaValidation.SchemaValidationType;
import org.apache.cxf.frontend.WSDLGetUtils;
import org.apache.cxf.message.Message;

import io.bridgehead.soap.CommandXml;
import io.bridgehead.soap.StatusXml;
import io.bridgehead.webservice.wsdl.conference.Conference;
import io.bridgehead.webservice.wsdl.reporting.ConferenceReporting;

/**
 * The endpoints of the two web services, below {@code quarkus.cxf.path}. Each is the SOAP 1.2 port of its WSDL, which answers a
 * SOAP 1.1 message in SOAP 1.1.
 */
@Singleton
public class WebServiceEndpoints {

    @Produces
    @Singleton
    @Named("conferenceWebService")
    public CxfEndpoint conference(WebServiceLog log) {
        return endpoint(Conference.class, CommandXml.NAMESPACE, "wsdl/conference.wsdl", "/conference", log);
    }

    @Produces
    @Singleton
    @Named("conferenceReportingWebService")
    public CxfEndpoint reporting(WebServiceLog log) {
        return endpoint(ConferenceReporting.class, StatusXml.NAMESPACE, "wsdl/conference-reporting.wsdl",
                "/conference-reporting", log);
    }

    private static CxfEndpoint endpoint(Class<?> portType, String namespace, String wsdl, String path, WebServiceLog log) {
        CxfEndpoint endpoint = new CxfEndpoint();
        endpoint.setServiceClass(portType);
        endpoint.setWsdlURL(wsdl);
        endpoint.setServiceNameAsQName(new QName(namespace, portType.getSimpleName() + "Service"));
        endpoint.setPortNameAsQName(new QName(namespace, portType.getSimpleName() + "Soap12"));
        endpoint.setAddress(path);
        endpoint.setDataFormat(DataFormat.POJO);
        // What comes from outside is validated; that our own answers are valid is tested. Who reads the WSDL at some address
        // finds all its ports there, that of SOAP 1.1 too.
        endpoint.setProperties(new HashMap<>(Map.of(Message.SCHEMA_VALIDATION_ENABLED, SchemaValidationType.IN,
                WSDLGetUtils.AUTO_REWRITE_ADDRESS_ALL, true)));
        // Faults are answers; TypedFaults logs those that are our own failures.
        endpoint.setSkipFaultLogging(true);
        endpoint.setHeaderFilterStrategy(new Headers());
        endpoint.getInInterceptors().add(new EnvelopeGuard(namespace));
        endpoint.getOutInterceptors().add(new AnswerRecorder(log));
        endpoint.getOutFaultInterceptors().add(new AnswerRecorder(log));
        endpoint.getOutFaultInterceptors().add(new TypedFaults(namespace));
        return endpoint;
    }
}
