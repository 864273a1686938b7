package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numbers as a {@code <format>} and its {@code <locale>} have them. A {@link DecimalFormat} alone takes the character that separates
 * groups anywhere, and so makes 2460 of {@code 24.60} where the comma is decimal. One thread at a time.
 */
final class NumberPattern {
    /** As String.format has it. */
    private static final Pattern PERCENT = Pattern.compile("%[-+ ,(#0]*\\d*(?:\\.\\d+)?[a-zA-Z].*");

    private static final int MOST_EXPONENT_DIGITS = 4;

    private static final char MINUS = '-';
    /** Some languages' own, which few programs write; and the marks of direction beside it. */
    private static final char MINUS_OF_TYPESETTERS = '\u2212';

    private static final Pattern DIRECTION = Pattern.compile("[\u200E\u200F\u061C]");
    private static final String APOSTROPHES = "'\u2019";

    private static final int USUAL_GROUP = 3;
    private static final int EAST_ASIAN_GROUP = 4;
    /** Before the last, which has three. */
    private static final int INDIAN_GROUP = 2;

    private final DecimalFormat numbers;
    /** The same without marks of direction, and with a hyphen for a minus, in what stands around the number. */
    private final DecimalFormat plainNumbers;

    private final DecimalFormatSymbols symbols;
    private final char separator;
    private final char decimalPoint;
    /** Whether the pattern has decimals: then its grouping character can't be meant as the decimal one. */
    private final boolean hasDecimals;
    /** Digits of the last group, and of those before it. */
    private final int lastGroup;

    private final int otherGroups;

    /** @throws IllegalArgumentException when nobody can mean the pattern; the message says what would do */
    NumberPattern(String pattern, Locale locale) {
        requireDigits(pattern);
        symbols = DecimalFormatSymbols.getInstance(locale);
        symbols.setMinusSign(MINUS);
        numbers = new DecimalFormat(pattern, symbols);
        numbers.setParseBigDecimal(true);
        plainNumbers = plain(numbers);
        boolean money = pattern.indexOf('\u00A4') >= 0;
        separator = money ? symbols.getMonetaryGroupingSeparator() : symbols.getGroupingSeparator();
        decimalPoint = money ? symbols.getMonetaryDecimalSeparator() : symbols.getDecimalSeparator();
        int size = numbers.getGroupingSize();
        boolean usual = size == USUAL_GROUP || size == EAST_ASIAN_GROUP;
        hasDecimals = numbers.getMaximumFractionDigits() > 0 || numbers.isDecimalSeparatorAlwaysShown();
        lastGroup = usual ? size : USUAL_GROUP;
        otherGroups = usual ? otherGroups(pattern, size) : USUAL_GROUP;
        if (numbers.isGroupingUsed() && !usual && !hasDecimals) {
            throw new IllegalArgumentException("has the <format> '" + pattern
                    + "', in which the comma separates groups of digits, and not the decimals: write 0.00, and as its"
                    + " <locale> a language that has a decimal comma, such as de, where the log has one");
        }
    }

    /** A DecimalFormat takes any text, and then reads no number. */
    private static void requireDigits(String pattern) {
        if (PERCENT.matcher(pattern).matches() || pattern.indexOf('0') < 0 && pattern.indexOf('#') < 0) {
            throw new IllegalArgumentException("has the <format> '" + pattern
                    + "', but a number's is a pattern of DecimalFormat, in which # and 0 stand for digits, such as"
                    + " #,##0.00");
        }
    }

    /** In India a group has two digits, but the last has three: {@code #,##,##0}. */
    private static int otherGroups(String pattern, int lastGroup) {
        int last = pattern.lastIndexOf(',');
        int before = pattern.lastIndexOf(',', last - 1);
        int size = last - before - 1;
        return before >= 0 && size > 0 && pattern.substring(before + 1, last).matches("[#0]*") ? size : lastGroup;
    }

    /** @throws IllegalArgumentException when the text is no such number; the message says so, and what to do */
    BigDecimal parse(String given) {
        if (!given.isEmpty() && given.length() <= Scalars.MOST_DIGITS) {
            BigDecimal asGiven = read(given, numbers);
            BigDecimal number = asGiven == null ? read(withItsSigns(given), plainNumbers) : asGiven;
            if (number != null) {
                return number;
            }
        }
        throw new IllegalArgumentException("is not a number as its <format> '" + numbers.toPattern() + "' has it"
                + TextShape.of(given) + ". Mend the <format> or its <locale>, or log the number by itself");
    }

    /** Null when it is none. */
    private BigDecimal read(String text, DecimalFormat format) {
        ParsePosition end = new ParsePosition(0);
        return format.parse(text, end) instanceof BigDecimal decimal
                        && end.getIndex() == text.length()
                        && Math.abs((long) decimal.scale()) <= Scalars.MOST_DIGITS
                        && isWellFormed(text, format)
                ? decimal
                : null;
    }

    private static DecimalFormat plain(DecimalFormat numbers) {
        DecimalFormat plain = (DecimalFormat) numbers.clone();
        plain.setPositivePrefix(plain(numbers.getPositivePrefix()));
        plain.setPositiveSuffix(plain(numbers.getPositiveSuffix()));
        plain.setNegativePrefix(plain(numbers.getNegativePrefix()));
        plain.setNegativeSuffix(plain(numbers.getNegativeSuffix()));
        return plain;
    }

    private static String plain(String text) {
        return DIRECTION.matcher(text.replace(MINUS_OF_TYPESETTERS, MINUS)).replaceAll("");
    }

    /**
     * Which blank, apostrophe or minus a language has depends on the version of the locale's data, and people and programs write
     * another.
     */
    private String withItsSigns(String given) {
        String text = plain(given);
        boolean blanks = isBlank(separator);
        boolean apostrophes = APOSTROPHES.indexOf(separator) >= 0;
        if (!blanks && !apostrophes) {
            return text;
        }
        StringBuilder own = new StringBuilder(text);
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if ((blanks && isBlank(c) || apostrophes && APOSTROPHES.indexOf(c) >= 0)
                    && Character.isDigit(text.charAt(i - 1))
                    && Character.isDigit(text.charAt(i + 1))) {
                own.setCharAt(i, separator);
            }
        }
        return own.toString();
    }

    private static boolean isBlank(char c) {
        return Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** Refuses what a DecimalFormat takes wrongly: broken groups, and an exponent that it cuts. */
    private boolean isWellFormed(String text, DecimalFormat format) {
        int from = Math.max(
                lengthIfBegun(text, format.getPositivePrefix()), lengthIfBegun(text, format.getNegativePrefix()));
        // Java 26 takes one minus for another, so that a prefix need not stand there as the pattern has it.
        while (from < text.length() && !isOfNumber(text.charAt(from)) && text.charAt(from) != decimalPoint) {
            from++;
        }
        int to = from;
        while (to < text.length() && isOfNumber(text.charAt(to))) {
            to++;
        }
        return (!numbers.isGroupingUsed() || hasWholeGroups(text.substring(from, to))) && hasSmallExponent(text, to);
    }

    private static int lengthIfBegun(String text, String prefix) {
        return text.startsWith(prefix) ? prefix.length() : 0;
    }

    private boolean isOfNumber(char c) {
        return Character.isDigit(c) || c == separator && numbers.isGroupingUsed();
    }

    /**
     * Where the pattern has decimals, the log may have the groups of another country: the last still has three digits, or the
     * pattern's.
     */
    private boolean hasWholeGroups(String digits) {
        return hasGroups(digits, lastGroup, otherGroups)
                || hasDecimals
                        && (hasGroups(digits, USUAL_GROUP, USUAL_GROUP)
                                || hasGroups(digits, USUAL_GROUP, INDIAN_GROUP));
    }

    private boolean hasGroups(String digits, int lastSize, int otherSize) {
        int end = digits.lastIndexOf(separator);
        if (end < 0) {
            return true;
        }
        int size = digits.length() - end - 1;
        for (int wanted = lastSize; size == wanted; wanted = otherSize) {
            int before = digits.lastIndexOf(separator, end - 1);
            size = end - before - 1;
            if (before < 0) {
                return size >= 1 && size <= otherSize;
            }
            end = before;
        }
        return false;
    }

    /** A larger one is cut to 32 bits: of 1E4294967298 it would be 100. */
    private boolean hasSmallExponent(String text, int from) {
        String exponent = symbols.getExponentSeparator();
        int at = text.indexOf(exponent, from);
        return at < 0
                || text.substring(at + exponent.length())
                                .chars()
                                .filter(Character::isDigit)
                                .count()
                        <= MOST_EXPONENT_DIGITS;
    }
}
