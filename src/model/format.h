// How Indonesian official documents write dates, amounts, numbers and names. Pure functions, no locale, no clock.
// Sources: reference sheet naskah-formats §2.7–2.10 (PUEBI, UU 12/2011 Lampiran II, Perka BKN 22/2007, PP 99/2000).
#ifndef NASKAH_MODEL_FORMAT_H
#define NASKAH_MODEL_FORMAT_H

#include <stdint.h>

#include "base/arena.h"

struct date {
    int year, month, day;      // month and day 0 when the precision is coarser
};

// Reads "2025-02-10", "2025-02", "2025", "10 Februari 2025", "Selasa, 17 Januari 2017", "Tuesday, 17 January 2017".
// False when it is no possible date or ambiguous (05/01/2022).
bool date_parse(const char *s, struct date *out);
bool date_valid(struct date d);
// The weekday that a written date has, when it names another ("Senin, 17 Januari 2017": "Selasa"); else NULL.
const char *date_weekday_fault(const char *s);
int date_compare(struct date a, struct date b);
long date_days(struct date d);  // counted from some day; of a coarse date its first
int date_weekday(struct date d);                                            // 0 Minggu … 6 Sabtu
const char *format_date(struct arena *a, struct date d);                    // 10 Februari 2025 · Februari 2025 · 2025
const char *format_date_told(struct arena *a, struct date d);               // for messages, in their language
const char *format_day_date(struct arena *a, struct date d);                // Senin, 10 Februari 2025
// hari Senin tanggal sepuluh bulan Februari tahun dua ribu dua puluh lima
const char *format_date_words(struct arena *a, struct date d);
const char *format_weekday(struct date d);
const char *format_weekday_told(struct arena *a, const char *day);         // "Senin" for messages, in their language
const char *format_month(int month);
const char *format_time(struct arena *a, const char *hh_mm);                // 09:00 → 09.00; NULL when impossible
const char *format_words(struct arena *a, int64_t n);                       // terbilang
// Money is in sen. Rp1.427.000.000,00 · with words in brackets · without Rp for tables.
bool money_parse(const char *s, int64_t *sen);  // digits, optional ',dd' or '.dd'; "1427000000", "Rp1.427.000.000,00"
const char *format_rupiah(struct arena *a, int64_t sen);
const char *format_rupiah_words(struct arena *a, int64_t sen);              // (satu miliar … rupiah) without brackets
const char *format_amount(struct arena *a, int64_t sen);                    // 1.427.000.000,00
const char *format_integer(struct arena *a, int64_t n);                     // 1.427
const char *format_roman(struct arena *a, int n);                           // 1…3999; "" otherwise
const char *format_letter(struct arena *a, int n);                          // 1 a … 26 z, 27 aa, 28 ab …
const char *format_diktum(struct arena *a, int n);                          // KESATU … KESEBELAS KEDUA BELAS …
// Numbers of persons. kind: "NIP", "NI PPPK", "NRP". Grouped 8-6-1-3 (NIP) or as given; digits only are expected.
const char *format_person_number(struct arena *a, const char *kind, const char *digits);
// NULL when good, else a word for the finding: "panjang", "tanggal-lahir", "bulan", "kelamin".
const char *person_number_fault(const char *kind, const char *digits);
// What was meant by "4b", "IVb", "iv/B" or "IV b": IV/b. A class of PPPK in capitals: IX. Anything else as it is.
const char *format_grade(struct arena *a, const char *golongan);
const char *format_rank(const char *golongan);                              // IV/b → Pembina Tingkat I; NULL if unknown
// "dr. Lestari Wulandari, M.Kes."; degrees NULL or "" are left out.
const char *format_name(struct arena *a, const char *before, const char *name, const char *after);

#endif
