"""Of which rows each line of a statement is made, as data.

A term is a sign, a scope and a key. Scopes:
  m  a row of months, summed over the period (of a line that stands: over all so far)
  v  the same, of the variant
  s, p, l, g, k  each sale, purchase, loan, grant; a kind of investment
  P  a row of months one month earlier: what is paid a month later
  E, e  a row of months, of the variant, as it stands at the end of the period
  y  a row of the variant since the accounting year began
  c  lines of the same statement
`max` before the terms: nothing where they fall below 0.
"""

from __future__ import annotations

TERMS: dict[str, dict[str, str]] = {
    "income": {
        "sales": "+v:revenue",
        "operating_income": "+c:sales",
        "goods_used": "+v:used",
        "other_external_costs": "+m:overheads",
        "taxes_and_duties": "+m:business_tax",
        "staff_costs": "+m:wages +m:employer",
        "depreciation": "+v:depreciation",
        "operating_costs": "+c:goods_used +c:other_external_costs +c:taxes_and_duties"
        " +c:staff_costs +c:depreciation",
        "operating_result": "+c:operating_income -c:operating_costs",
        "interest": "+m:interest",
        "financial_result": "-c:interest",
        "current_result": "+c:operating_result +c:financial_result",
        "grants_released": "+v:released",
        "non_current_result": "+c:grants_released",
        "result_before_tax": "+c:current_result +c:non_current_result",
        "tax_on_profit": "+v:tax",
        "net_result": "+c:result_before_tax -c:tax_on_profit",
    },
    "management": {
        "production": "+v:revenue",
        "consumption": "+v:used +m:overheads",
        "value_added": "+c:production -c:consumption",
        "taxes_and_duties": "+m:business_tax",
        "staff_costs": "+m:wages +m:employer",
        "gross_operating_surplus": "+c:value_added -c:taxes_and_duties -c:staff_costs",
        "depreciation": "+v:depreciation",
        "operating_result": "+c:gross_operating_surplus -c:depreciation",
        "financial_result": "-m:interest",
        "current_result": "+c:operating_result +c:financial_result",
        "non_current_result": "+v:released",
        "tax_on_profit": "+v:tax",
        "net_result": "+c:current_result +c:non_current_result -c:tax_on_profit",
        "self_financing": "+c:net_result +c:depreciation -c:non_current_result",
        "dividends": "+v:dividends",
    },
    "assets": {
        "preliminary_expenses": "+k:cost/start_up -k:worn/start_up",
        "land": "+k:cost/land",
        "buildings": "+k:cost/building -k:worn/building",
        "equipment": "+k:cost/equipment -k:worn/equipment",
        "fixed_assets": "+c:preliminary_expenses +c:land +c:buildings +c:equipment",
        "stock": "+p:bought -p:used",
        "customers": "+s:revenue +s:vat_billed -s:received",
        "state_vat_to_deduct": "+p:vat_billed_to +m:overheads_vat +m:invested_vat"
        " -m:vat_deducted",
        "state_vat_credit": "+m:vat_due -m:declared +m:vat_deducted",
        "state_tax_credit": "max +v:tax_paid -v:tax",
        "current_assets": "+c:stock +c:customers +c:state_vat_to_deduct"
        " +c:state_vat_credit +c:state_tax_credit",
        "cash_at_bank": "max +e:cash",
        "total_assets": "+c:fixed_assets +c:current_assets +c:cash_at_bank",
    },
    "liabilities": {
        "capital": "+m:own_funds",
        "carried_forward": "+v:net -v:dividends -y:net",
        "net_result_of_year": "+y:net",
        "investment_grants": "+v:grants -v:released",
        "own_means": "+c:capital +c:carried_forward +c:net_result_of_year"
        " +c:investment_grants",
        "loans": "+m:paid_out -m:repaid",
        "permanent_finance": "+c:own_means +c:loans",
        "suppliers": "+p:bought +p:vat_billed_to -p:paid",
        "social_bodies": "+E:social",
        "state_vat_billed": "+s:vat_billed -m:declared",
        "state_vat_owed": "+E:vat_due",
        "state_tax_owed": "max +v:tax -v:tax_paid",
        "current_liabilities": "+c:suppliers +c:social_bodies +c:state_vat_billed"
        " +c:state_vat_owed +c:state_tax_owed",
        "overdraft": "max -e:cash",
        "total_liabilities": "+c:permanent_finance +c:current_liabilities +c:overdraft",
    },
    "cash": {
        "received": "+s:received",
        "suppliers_paid": "-p:paid",
        "wages_paid": "-m:wages +m:withheld",
        "social_paid": "-P:social",
        "overheads_paid": "-m:overheads_paid",
        "vat_paid": "-P:vat_due",
        "business_tax_paid": "-m:business_tax",
        "profit_tax_paid": "-v:tax_paid",
        "operating_cash": "+c:received +c:suppliers_paid +c:wages_paid +c:social_paid"
        " +c:overheads_paid +c:vat_paid +c:business_tax_paid +c:profit_tax_paid",
        "investments_paid": "-m:invested",
        "own_funds": "+m:own_funds",
        "grant": "+g:grant",
        "loans_received": "+m:paid_out",
        "interest_paid": "-m:interest",
        "loans_repaid": "-m:repaid",
        "dividends_paid": "-v:dividends",
        "finance_cash": "+c:own_funds +c:grant +c:loans_received +c:interest_paid"
        " +c:loans_repaid +c:dividends_paid",
        "cash_change": "+c:operating_cash +c:investments_paid +c:finance_cash",
        "cash_at_end": "+e:cash",
    },
    "vat": {
        "vat_declared": "+m:declared",
        "vat_deducted": "-m:vat_deducted",
        "vat_due": "+m:vat_due",
        "vat_paid": "+P:vat_due",
        "state_vat_credit": "+m:vat_due -m:declared +m:vat_deducted",
        "state_vat_owed": "+E:vat_due",
    },
    "debt": {
        "loan_received": "+l:paid_out",
        "interest_paid": "+l:interest",
        "loans_repaid": "+l:repaid",
        "loan_owed": "+l:paid_out -l:repaid",
        "debt_service": "+m:interest +m:repaid",
    },
}
