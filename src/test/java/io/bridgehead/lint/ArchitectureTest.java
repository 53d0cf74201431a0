package io.bridgehead.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.bridgehead.test.Feature;

/** The packages hold to the table in {@code docs/architecture.md}: what is written there is what is checked. */
class ArchitectureTest {

    private static final String ROOT = "io.bridgehead.";
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)` \\|.*\\| ([^|]+) \\|$");
    private static final Pattern PROTOCOL_LAYERS = Pattern
            .compile(
                    "io\\.bridgehead\\.sip\\.(message|transport|locate|transaction|auth|dialog|dispatch|proxy|useragent)(\\..*)?");

    private static Map<String, String> table;
    private static JavaClasses classes;

    @BeforeAll
    static void readTableAndClasses() throws IOException, URISyntaxException {
        table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("docs/architecture.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                table.put(row.group(1), row.group(2));
            }
        }
        URI tests = ArchitectureTest.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        classes = new ClassFileImporter().withImportOption(location -> !location.asURI().toString().contains(tests.getPath()))
                .importPackages("io.bridgehead");
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(table).containsKeys("app", "sip", "conference");
        Set<String> unknown = new TreeSet<>();
        classes.stream().filter(type -> packageOf(type.getPackageName()) == null).forEach(type -> unknown.add(type.getName()));
        assertThat(unknown).isEmpty();
    }

    @Test
    void packagesKnowOnlyWhatTheTableAllows() {
        Set<String> breaches = new TreeSet<>();
        forEachDependency((from, to, dependency) -> {
            String target = packageOf(to);
            if (target != null && !target.equals(from) && !allowed(from).contains(target)) {
                breaches.add(from + " must not know " + target + ": " + words(dependency));
            }
        });
        assertThat(breaches).isEmpty();
    }

    @Test
    @Feature("A032")
    void clientAndGatewayKnowNothingOfBridges() {
        Set<String> breaches = new TreeSet<>();
        forEachDependency((from, to, dependency) -> {
            if (Set.of("client", "gateway").contains(from) && to.startsWith(ROOT + "bridge")) {
                breaches.add(words(dependency));
            }
        });
        assertThat(breaches).isEmpty();
    }

    @Test
    void protocolLayersOfSipKnowNoCamel() {
        assertThat(knowsCamel(type -> PROTOCOL_LAYERS.matcher(type).matches())).isEmpty();
    }

    @Test
    void packagesThatPromiseItKnowNoCamel() {
        List<String> pure = new ArrayList<>(List.of("conference", "media", "messagelog", "identity", "soap", "store"));
        table.forEach((name, may) -> {
            if (may.contains("not Camel")) {
                pure.add(name);
            }
        });
        assertThat(knowsCamel(type -> pure.contains(packageOf(type)))).isEmpty();
    }

    @Test
    void theCoreIsPureJava() {
        Set<String> breaches = new TreeSet<>();
        forEachDependency((from, to, dependency) -> {
            boolean pure = to.startsWith("java.") && !to.startsWith("java.sql") || to.startsWith("io.bridgehead.conference")
                    || to.equals("org.jboss.logging");
            if (from.equals("conference") && !pure) {
                breaches.add(words(dependency));
            }
        });
        assertThat(breaches).isEmpty();
    }

    private static String words(Dependency dependency) {
        return dependency.getOriginClass().getName() + " knows " + dependency.getTargetClass().getBaseComponentType().getName();
    }

    private static Set<String> knowsCamel(Predicate<String> packages) {
        Set<String> breaches = new TreeSet<>();
        forEachDependency((from, to, dependency) -> {
            if (packages.test(dependency.getOriginClass().getPackageName()) && to.startsWith("org.apache.camel")) {
                breaches.add(words(dependency));
            }
        });
        return breaches;
    }

    private static void forEachDependency(Check check) {
        for (JavaClass type : classes) {
            String from = packageOf(type.getPackageName());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (from != null && !to.isEmpty()) {
                    check.dependency(from, to, dependency);
                }
            }
        }
    }

    /** The row of the table that a Java package belongs to: the longest that fits. */
    private static String packageOf(String javaPackage) {
        return table.keySet().stream()
                .filter(name -> javaPackage.equals(ROOT + name) || javaPackage.startsWith(ROOT + name + "."))
                .reduce((first, second) -> first.length() >= second.length() ? first : second).orElse(null);
    }

    /** The packages named in the last column; "everything" names all. */
    private static Set<String> allowed(String name) {
        String may = table.get(name);
        if (may.equals("everything")) {
            return table.keySet();
        }
        return table.keySet().stream().filter(other -> Pattern.compile("(?<![\\w.])" + Pattern.quote(other) + "(?![\\w.])")
                .matcher(may).find()).collect(Collectors.toSet());
    }

    private interface Check {
        void dependency(String from, String to, Dependency dependency);
    }
}
