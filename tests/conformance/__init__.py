"""The public test suite of the taxonomy, in the form of the XBRL consortium's suites.

``index.xml`` lists a test case for each rule and one for the dimensions and types. ``python -m tests.conformance``
writes all of it again from the scenarios of the rules; a test compares the files byte for byte, another has Arelle
run them. To run them with Arelle, or in the same way with another processor::

    monthly-return taxonomy package --out build
    arelleCmdLine --file tests/conformance/index.xml --packages build/hk-monthly-return.zip \\
        --validate --calc c11r --utr --internetConnectivity offline --csvTestReport report.csv
"""
