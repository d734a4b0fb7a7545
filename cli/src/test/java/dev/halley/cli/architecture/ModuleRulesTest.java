package dev.halley.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The rules of docs/architecture.md, held to the classes of all modules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class ModuleRulesTest {
    private static final List<String> TIERS = List.of("comet", "logic", "job");

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.halley");

    @Test
    void seesEveryModule() {
        for (String module : List.of("wire", "runtime", "embedded", "comet", "logic", "job")) {
            assertThat(classes.that(resideInAnyPackage("dev.halley." + module + "..")))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void aTierKnowsNoOtherTier() {
        for (String tier : TIERS) {
            for (String other : TIERS) {
                if (!other.equals(tier)) {
                    check(neverUses("dev.halley." + tier + "..", "dev.halley." + other + ".."));
                }
            }
        }
    }

    @Test
    void whatTiersAreMadeOfKnowsNoTier() {
        for (String part :
                List.of("wire", "runtime", "embedded", "api", "sdk", "benchmarks", "cluster")) {
            check(
                    neverUses(
                            "dev.halley." + part + "..",
                            "dev.halley.comet..",
                            "dev.halley.logic..",
                            "dev.halley.job..",
                            "dev.halley.standalone..",
                            "dev.halley.cli.."));
        }
    }

    @Test
    void theWireProtocolKnowsBuffersOnly() {
        check(neverUses("dev.halley.wire..", "io.netty.channel..", "dev.halley.runtime.."));
    }

    @Test
    void kafkaStaysWhereItIsAdapted() {
        staysIn(
                "org.apache.kafka..",
                "..logic.kafka..",
                "..job.consume..",
                "..job.offline.kafka..",
                "..embedded.kafka..");
    }

    @Test
    void lettuceStaysWhereItIsAdapted() {
        staysIn(
                "io.lettuce..",
                "..runtime.redis..",
                "..logic.redis..",
                "..job.append.redis..",
                "..job.claim.redis..",
                "..job.route..",
                "..testkit.redis..");
    }

    @Test
    void restStaysWhereItIsAdapted() {
        staysIn("io.vertx..", "..logic.http..", "..bootstrap..");
    }

    @Test
    void tokensStayWhereTheyAreChecked() {
        staysIn("com.nimbusds..", "..logic.auth.jwt..");
    }

    @Test
    void consulStaysWhereItIsAdapted() {
        staysIn("org.kiwiproject..", "..discovery.consul.client..");
    }

    @Test
    void grpcStaysWhereItIsAdapted() {
        staysIn(
                "io.grpc..",
                "..rpc..",
                "..logic.comets..",
                "..comet.upstream..",
                "..comet.query..",
                "..bootstrap..",
                "dev.halley.api..");
    }

    @Test
    void noStateIsStatic() {
        check(
                fields().that()
                        .areStatic()
                        .and()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackages("dev.halley.api..", "dev.halley.testkit..")
                        .should()
                        .haveModifier(JavaModifier.FINAL)
                        .because("two nodes in one JVM share nothing"));
    }

    @Test
    void packagesOfATierDoNotGoInCircles() {
        for (String tier : List.of("runtime", "job")) {
            check(slices().matching("dev.halley." + tier + ".(*)..").should().beFreeOfCycles());
        }
    }

    private void staysIn(String library, String... adapters) {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("dev.halley..")
                        .and()
                        .resideOutsideOfPackages(adapters)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library));
    }

    private static ArchRule neverUses(String part, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(part)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    private void check(ArchRule rule) {
        rule.check(classes);
    }
}
