package dev.shipmate.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparklineTest {
    @Test
    void theHighestReachesTheTopAndALittleIsTold() {
        assertThat(new Sparkline(new Theme(false, true)).of(List.of(0, 1, 500, 1000)))
                .isEqualTo("▁▂▅█");
        assertThat(new Sparkline(Theme.PLAIN).of(List.of(0, 1, 500, 1000))).isEqualTo("_.=#");
    }

    @Test
    void withoutAnyCountTheLineIsFlat() {
        assertThat(new Sparkline(new Theme(false, true)).of(List.of(0, 0, 0))).isEqualTo("▁▁▁");
    }

    @ParameterizedTest
    @CsvSource({"0,0m", "250,250m", "1000,1", "1500,1.5", "12340,12.3"})
    void cpuIsToldInCoresFromOneOn(long millicores, String words) {
        assertThat(Amounts.cpu(millicores)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"1,1Mi", "67108864,64Mi", "1073741824,1Gi", "1610612736,1.5Gi"})
    void memoryIsToldInGibibytesFromOneOn(long bytes, String words) {
        assertThat(Amounts.memory(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"-5,0s", "59,59s", "60,1m", "3600,1h", "172800,2d"})
    void agesAreToldInTheLargestUnit(long seconds, String words) {
        assertThat(Ages.of(Duration.ofSeconds(seconds))).isEqualTo(words);
    }
}
