package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.action.Naming;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.helpers.MessageFormatter;

/** What a {@code <message>}, a {@code <regex>} and {@code key={}} take out of a line, and under which names. */
class CapturesTest {
    private static final int LONGEST_LINE = 10_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "(?<a>x)(?<a>y)~has two groups named 'a'",
                "\\k<b>(?<b>x)~refers to a group 'b' that does not stand before it",
                "(a~is no regular expression: Unclosed group",
                "a{2,1}~is no regular expression: Illegal repetition range",
            })
    void noRegex_isRefusedWithTheReason(String regex, String words) {
        assertThatThrownBy(() -> LinePattern.compile(regex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "paid (?<order.no>\\d+) by (?<company_id>\\S+)~it was paid 12 by acme now~order.no,company_id~12,acme",
                "(?<a-b>x+)y\\k<a-b>~xxyxx~a-b~xx",
                "(?<a>x)(?<b>y)?(?<c>z)~xz~a,b,c~x,null,z",
                "[(?<x>]+(?<y>.)~((<x>>q~y~q",
                "\\Q(?<x>\\E(?<y>.)~(?<x>q~y~q",
                "\\(?<x>(?<y>.)~<x>q~y~q",
                "[]a](?<y>.)~]q~y~q",
                "x](?<y-z>.)~x]q~y-z~q",
                "(?<n>a|(b))c~bc~n~b",
            })
    void namedGroups_giveTheirTexts(String regex, String line, String names, String values) {
        LinePattern pattern = LinePattern.compile(regex);

        assertThat(String.join(",", pattern.names())).isEqualTo(names);
        assertThat(String.join(
                        ",",
                        Arrays.stream(pattern.find(line)).map(String::valueOf).toList()))
                .isEqualTo(values);
        assertThat(pattern.text()).isEqualTo(regex);
        assertThat(pattern.find("nothing of it")).isNull();
    }

    @Test
    void aRegexWithoutNames_isFoundAllTheSame() {
        assertThat(LinePattern.compile("a+").find("baab")).containsExactly((String) null);
        assertThat(LinePattern.compile("a+").find("b")).isNull();
    }

    /** A logging thread must not wait for it. */
    @Test
    void aLineThatIsTooLong_orWorkWithoutEnd_isGivenUp() {
        LinePattern end = LinePattern.compile("x$");
        assertThat(end.find("a".repeat(LONGEST_LINE - 1) + "x")).isNotNull().isNotSameAs(LinePattern.GIVEN_UP);
        assertThat(end.find("a".repeat(LONGEST_LINE) + "x")).isSameAs(LinePattern.GIVEN_UP);
        assertThat(LinePattern.compile("(a+a+)+\\1c").find("a".repeat(60) + "b"))
                .isSameAs(LinePattern.GIVEN_UP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"(a)(?<n>b)~true", "(?<n>a(b))~true", "(?<n>b)~false", "(?:a)(?<n>b)~false", "[(a)]~false"})
    void aGroupWithoutAName_isSeen(String regex, boolean nameless) {
        assertThat(LinePattern.compile(regex).hasNamelessGroup()).isEqualTo(nameless);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "^a$~true",
                "\\Aa\\z~true",
                "\\Aa\\Z~true",
                "^(a|b)$~true",
                "^[|]a$~true",
                "^[a[|]]b$~true",
                "^[]|]a$~true",
                "^a\\|b$~true",
                "^a\\\\$~true",
                "^\\Qa|b\\E$~true",
                "(?i)^a$~true",
                "(?is)\\Aa\\z~true",
                "a$~false",
                "^a~false",
                "^a\\$~false",
                "^a\\\\\\$~false",
                "^a|b$~false",
                "^a\\\\z~false",
                "^a\\\\Z~false",
                "^a\\\\\\z~true",
                "(?i)a$~false",
                "(?i:b)^a$~false",
                "^(a)|(b)$~false",
                "^a]|b$~false",
                "^[ab|]c$~true",
                "^[a]|b$~false",
                "(?m)^a$~false",
                "^(?im)a$~false",
            })
    void anAnchoredRegex_takesWholeLinesOnly(String regex, boolean anchored) {
        assertThat(LinePattern.compile(regex).isAnchored()).isEqualTo(anchored);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "paid {amount} {} {company.id-x}~paid {} {} {}~amount,null,company.id-x~paid {amount} {} {company.id-x}",
                "id={} n={other} {}~id={} n={} {}~id,other,null~id={id} n={other} {}",
                "a {0} {1x} {b c}~a {0} {1x} {b c}~~a {0} {1x} {b c}",
                "brace \\u007Bx} \\u0025~brace {x} %~~brace {x} %",
                "two \\\\{x}~two \\\\{}~x~two \\\\{x}",
                "none~none~~none",
                "{a}~{}~a~{a}",
            })
    void aMessage_hasTheNamesOfItsPlaceholders(String text, String raw, String names, String shown) {
        MessageTemplate template = MessageTemplate.parse("  " + text + " ");

        assertThat(template.raw()).isEqualTo(raw);
        assertThat(Arrays.stream(template.names()).map(String::valueOf).toList())
                .isEqualTo(names == null ? List.of() : List.of(names.split(",")));
        assertThat(template.shown()).isEqualTo(shown);
        assertThat(template.given()).isEqualTo(text);
        assertThat(template.hasHoles()).isEqualTo(names != null);
        assertThat(template.fieldNames()).doesNotContainNull().hasSize((int)
                Arrays.stream(template.names()).filter(name -> name != null).count());
        assertThat(template.isAny()).isFalse();
        assertThat(template.is(raw)).isTrue();
        assertThat(template.is(raw + "x")).isFalse();
    }

    @Test
    void aNameWhereNothingIsFilledIn_isRefused() {
        assertThatThrownBy(() -> MessageTemplate.parse("paid \\{amount} {x}"))
                .hasMessage("names an escaped placeholder, which SLF4J does not fill: [amount]");
    }

    @Test
    void aStar_standsForAnyMessage_andAnEscapedOneForItself() {
        assertThat(MessageTemplate.parse(" * ").isAny()).isTrue();
        assertThat(MessageTemplate.parse("\\u002A").isAny()).isFalse();
        assertThat(MessageTemplate.parse("\\u002A").raw()).isEqualTo("*");
    }

    @Test
    void aMessageOverSeveralLines_meansOneLine() {
        MessageTemplate wrapped = MessageTemplate.parse("paid {amount}\n      for {company_id}");
        assertThat(wrapped.isWrapped()).isTrue();
        assertThat(wrapped.raw()).isEqualTo("paid {} for {}");
        assertThat(wrapped.is("paid {}\r\n\tfor {}")).isTrue();
        assertThat(wrapped.is("paid {} for {}")).isTrue();
        assertThat(wrapped.is("paid {}  for {}")).isFalse();
        MessageTemplate single = MessageTemplate.parse("paid {amount} for {company_id}");
        assertThat(single.isWrapped()).isFalse();
        assertThat(single.is("paid {}\nfor {}")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{}~0~0",
                "a {}~0~2",
                "a {} b {}~3~7",
                "a {} b {}~8~-1",
                "\\{}~0~-1",
                "\\{} {}~0~4",
                "\\\\{}~0~2",
                "\\\\\\{}~0~3",
                "{ }~0~-1",
            })
    void aPlaceholder_isWhereSlf4jFillsSomethingIn(String message, int from, int next) {
        assertThat(Placeholders.next(message, from)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "k={}~k",
                "a {} k={}~null,k",
                "k={} {}~k,null",
                "order.no-1={}~order.no-1",
                "a:k={}~k",
                "={}~",
                "k ={} {}~",
                "k= {}~",
                "1={}~",
                "--k={} (k={})~k,k",
                "1.k={} 'k={}'~k,k",
                // Half a word is no name: two of them could be one.
                "größe={} höhe={}~",
                "2nd={} {}~",
                "äcompany_id={} n_äk={}~",
                "größe={} k={}~null,k",
                // Who writes these scripts puts no blank before a key.
                "用户userId={}总资产为totalAssets={}, 订单_id={}~userId,totalAssets,null",
                "ユーザーid={} ①n={} 사용자a_b={} ผู้ใช้k={}~id,n,a_b,k",
                "dauer_µs={} заказ_id={} суммаk={}~",
                "{}~",
                "k=\\{} {}~",
            })
    void aKeyBeforeAPlaceholder_namesItsArgument(String message, String names) {
        assertThat(Arrays.stream(ArgumentNames.read(message))
                        .map(String::valueOf)
                        .toList())
                .isEqualTo(names == null ? List.of() : List.of(names.split(",")));
    }

    /** Log text is input: what has a place of its own is overridden by what the program says, and no id comes from it. */
    @Test
    void aKeyWithAPlaceOfItsOwn_isWeak_andATransactionIdIsOfTheMetadata() {
        ArgumentNames names = new ArgumentNames(Naming.PLAIN, new VaryingTemplates(new MappingReport() {}));
        String message = "company_id={} transactionId={} n={} {}";
        ArgumentNames.ByKey read = names.of(message, "l", 4);

        assertThat(read.reserved()).containsExactly("company_id", null, null, null);
        assertThat(read.others()).containsExactly(null, "metadata.transactionId", "n", null);
        assertThat(names.of(message, "l", 4)).isSameAs(read);
        assertThat(names.of("n={}", "l", 4).reserved()).isEmpty();
        assertThat(names.of("n={}", "l", 4).others()).containsExactly("n");
        assertThat(names.of("nothing {}", "l", 4).others()).isEmpty();
        assertThat(names.of(null, "l", 4).others()).isEmpty();
    }

    /** A message that is glued together is new each time: neither memory nor warnings may grow with them. */
    @Test
    void messagesWithoutEnd_areKeptToALimit_andToldOnceOfEachLogger() {
        List<String> told = new ArrayList<>();
        ArgumentNames names = new ArgumentNames(Naming.PLAIN, new VaryingTemplates(new MappingReport() {
            @Override
            public void templatesVary(String logger, String template) {
                told.add(logger + ":" + template);
            }
        }));
        String longest = "k={}" + "x".repeat(996);
        assertThat(names.of(longest, null, 4)).isSameAs(names.of(longest, null, 4));
        assertThat(names.of(longest + "x", null, 4)).isNotSameAs(names.of(longest + "x", null, 4));
        for (int i = 1; i < 1_000; i++) {
            names.of(i + " k={}", i < 500 ? "a" : "b", 4);
            names.of(i + " k={}", "a", 4);
        }

        assertThat(told).containsExactly("a:50 k={}", "b:549 k={}");
        assertThat(names.of("999 k={}", "c", 4)).isSameAs(names.of("999 k={}", "c", 4));
        assertThat(names.of("1000 k={}", "c", 4)).isNotSameAs(names.of("1000 k={}", "c", 4));
        assertThat(names.of("1000 k={}", "c", 4).others()).containsExactly("k");
    }

    /** Who is billed must not get the name of what was paid. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Paid {} for {}~~amount,company_id",
                "To {} we paid {}~~company_id,amount",
                "From {} paid {}~~company_id,amount",
                "x {} y {}~companyId,amount~company_id,amount",
                "x {} y {}~null,amount~company_id,amount",
                "Paid {} to {} at {}~~amount,company_id,null",
                "To {}~~company_id",
                "To {} for {}~~company_id,amount",
                "to {} to {}~~null,null",
                "{} {}~~null,null",
                "{} {}~null,amount~company_id,amount",
                "of {}~~null",
                "of {} at {} as {}~~null,null,null",
            })
    void aRewordedMessage_keepsTheNamesOfItsPlaceholders(String other, String called, String names) {
        List<String> code = called == null ? List.of() : new ArrayList<>(List.of(called.split(",")));
        if (called != null) {
            code.replaceAll(name -> name.equals("null") ? null : name);
        }

        assertThat(Arrays.stream(MessageTemplate.parse("Paid {amount} to {company_id}")
                                .namesFor(other, code))
                        .map(String::valueOf)
                        .toList())
                .isEqualTo(List.of(names.split(",")));
    }

    /** One that is only written to the log is no field, whatever it is called now, and no other field's name is free for it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Charged {} cents to {company_id} on {plan}~Charged amount {} cents for {} on {}~null,null,plan",
                "Charged {} cents to {company_id} on {plan}~Charged {} cents, account {}, on {}~null,company_id,plan",
                "Charged {} cents to {company_id} on {plan}~Paid {} cents to {} on {}~null,company_id,plan",
                "Charged {} cents to {company_id} on {plan}~On {} to {}: charged {} cents~plan,company_id,null",
                "Charged {} to {company_id} at {}~Billed {} to {} on {}~null,company_id,null",
                "Sent {company_id} {bytes} of {name}~Sent {} {} by {}~company_id,bytes,name",
                "Sent {company_id} {bytes} of {name}~Sends {} {} by {}~null,null,null",
                "Sent {company_id} {bytes} of {name}~Of {}: {} {} sent~name,null,null",
                "Sent {rows} {bytes} of {name}~Of {}: {} {} sent~name,rows,bytes",
                "Sent {rows} {bytes} of {name}~Sends {} {} of {}~rows,bytes,name",
                "Sent {rows} {bytes} of {name}~Sends {} as {} of {}~null,null,name",
                "Sent {rows} as {bytes} of {name}~Sends {} {} of {}~null,null,name",
                "{rows} {bytes}~{} {} sent~rows,bytes",
                "{user_id} {bytes}~{} {} sent~null,null",
            })
    void aRewordedMessage_neverGetsTheNameOfAnotherPlaceholder(String text, String other, String names) {
        assertThat(Arrays.stream(MessageTemplate.parse(text).namesFor(other, List.of()))
                        .map(String::valueOf)
                        .toList())
                .isEqualTo(List.of(names.split(",")));
    }

    /** It stands in XML, and in a text that Logback reads: both change characters. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "paid {a} (100%) to [{b}] + {c}^2 | x*y? \\u007Bz} a:-b <&> $1~3",
                "{a}{a}~1",
                "-{a}-{b}~2",
                "moved C:\\temp\\ to {a}~1",
                "no placeholder.~0",
                "{} of {a}~1",
            })
    void theRegexForAMessage_readsWhatTheMessagePrints(String text, int names) {
        MessageTemplate template = MessageTemplate.parse(text);
        String advice = RegexAdvice.regexFor(template);
        assertThat(advice).doesNotContain("<", ":-", "${", "{", "}");
        LinePattern regex = LinePattern.compile(
                advice.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
        Object[] values = new Object[template.names().length];
        Arrays.setAll(values, i -> "v" + i);
        String line = MessageFormatter.basicArrayFormat(template.raw(), values);

        assertThat(regex.names()).hasSize(names);
        assertThat(regex.isAnchored()).isTrue();
        String[] found = regex.find(line);
        assertThat(found).isNotNull();
        for (int i = 0; i < names; i++) {
            int at = Arrays.asList(template.names()).indexOf(regex.names().get(i));
            assertThat(found[i]).isEqualTo(names == 1 && values.length == 2 && at == 0 ? found[i] : values[at]);
        }
    }

    /** Whoever is called null must not be billed, and nothing is lost because a value has two lines. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "-",
            value = {"1~acme", "-~acme", "1~-", "''~acme", "1~''", "1~'two\nlines\n'", "'\r\n'~acme", "null1~null2"})
    void theRegexForAMessage_readsEveryValue_andNoneWhereItIsNull(String amount, String company) {
        MessageTemplate template = MessageTemplate.parse("paid {amount} to {company_id}");
        LinePattern regex = LinePattern.compile(
                RegexAdvice.regexFor(template).replace("&lt;", "<").replace("&gt;", ">"));

        assertThat(regex.isAnchored()).isTrue();
        assertThat(regex.find("paid " + amount + " to " + company)).containsExactly(amount, company);
    }

    /** People read what is advised, and paste it: nothing is escaped that need not be. */
    @Test
    void whatIsAdvisedForAMessage_hasItsBlanksAndDashesAsTheyAre() {
        String text = "- {a} - of {}: {b}-";
        String[] names = MessageTemplate.parse(text).names();

        assertThat(RegexAdvice.regexFor(MessageTemplate.parse(text)))
                .isEqualTo("(?s)^- (?:null|(?&lt;a&gt;.*?)) - of .*?: (?:null|(?&lt;b&gt;.*))-$");
        assertThat(MessageAdvice.messageFor("- {} - of {}: {}-", names)).isEqualTo(text);
    }

    /** A star alone would stand for any message. */
    @Test
    void aStarThatIsAdvised_isAnEscape() {
        for (String text : List.of("*", " * ")) {
            MessageTemplate advised = MessageTemplate.parse(MessageAdvice.messageFor(text, new String[0]));

            assertThat(advised.isAny()).isFalse();
            assertThat(advised.is("*")).isTrue();
        }
        assertThat(MessageAdvice.messageFor("* {}", new String[] {"a"})).isEqualTo("* {a}");
    }
}
