package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

class SqlProcessesTest {

    @DatabaseTest
    void eachProcessSeesHowTheOthersCountOn(TestDatabase test) {
        Database database = test.open();
        SqlProcesses one = new SqlProcesses(database, "one");
        SqlProcesses two = new SqlProcesses(database, "two");

        assertThat(one.beat()).isEmpty();
        assertThat(two.beat()).isEqualTo(Map.of("one", 1L));
        assertThat(one.beat()).isEqualTo(Map.of("two", 1L));
        assertThat(two.beat()).isEqualTo(Map.of("one", 2L));
    }
}
